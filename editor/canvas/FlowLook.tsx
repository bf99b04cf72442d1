import { Link } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { ChevronRight, Eye } from 'lucide-react'
import { useMemo } from 'react'
import type { FlowDetail } from '../api/types'
import { CommandButton } from '../app/CommandButton'
import { CanvasMap } from './CanvasTools'
import { FlowCanvas } from './FlowCanvas'
import { namesFrom } from './names'
import { projectFlow, viewNodes } from './project-flow'
import { useFirstLook } from './use-first-look'
import { useMeasured } from './use-measured'

/** A flow for those who may read it and not change it. */
export function FlowLook({ detail }: { detail: FlowDetail }) {
  return (
    <ReactFlowProvider>
      <main className="main">
        <header className="bar">
          <nav className="crumbs" aria-label="Where you are">
            <Link to="/flows">Flows</Link>
            <ChevronRight className="s" aria-hidden="true" />
            <h1>{detail.draft.name}</h1>
          </nav>
          <span className="chip line"><Eye aria-hidden="true" /> To look at</span>
          <span className="quiet truncate">Revenue operations can change it.</span>
          <div className="grow" />
          <CommandButton />
        </header>
        <LookCanvas detail={detail} />
      </main>
    </ReactFlowProvider>
  )
}

const nothing = new Map()

function LookCanvas({ detail }: { detail: FlowDetail }) {
  const [measured, onNodesChange] = useMeasured()
  useFirstLook(detail.draft, undefined)
  const drawn = useMemo(() => {
    const views = viewNodes(detail.draft, namesFrom(detail.references))
    return projectFlow({ document: detail.draft, views, selected: { nodes: [], edges: [] }, dragged: nothing, measured, diagnostics: [], waiting: detail.waiting, isReadOnly: true })
  }, [detail, measured])

  return (
    <section className="canvas" aria-label="Canvas">
      <FlowCanvas isReadOnly nodes={drawn.nodes} edges={drawn.edges} onNodesChange={onNodesChange}>
        <CanvasMap />
      </FlowCanvas>
    </section>
  )
}
