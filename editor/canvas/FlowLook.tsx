import { Link } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { ChevronRight, Eye } from 'lucide-react'
import { useMemo } from 'react'
import type { FlowDocument } from '#engine/graph/flow'
import type { FlowDetail, FlowReferences } from '../api/types'
import { BarTools } from '../app/BarTools'
import { CanvasMap } from './CanvasTools'
import { FlowCanvas } from './FlowCanvas'
import { namesFrom } from './names'
import { projectFlow, viewNodes } from './project-flow'
import { useFirstLook } from './use-first-look'
import { useMeasured } from './use-measured'
import { t } from '../words/t'

/** A flow for those who may read it and not change it. */
export function FlowLook({ detail }: { detail: FlowDetail }) {
  return (
    <main className="main">
      <header className="bar">
        <nav className="crumbs" aria-label={t('Where you are')}>
          <Link to="/flows">{t('Flows')}</Link>
          <ChevronRight className="s" aria-hidden="true" />
          <h1>{detail.draft.name}</h1>
        </nav>
        <span className="chip line"><Eye aria-hidden="true" /> {t('To look at')}</span>
        <span className="quiet truncate">{t('Revenue operations can change it.')}</span>
        <div className="grow" />
        <BarTools />
      </header>
      <LookCanvas document={detail.draft} references={detail.references} waiting={detail.waiting} />
    </main>
  )
}

const nowhere = {}

/** A flow drawn to be looked at, without the page around it. */
export function LookCanvas(props: { document: FlowDocument; references: FlowReferences; waiting?: Record<string, number> }) {
  return <ReactFlowProvider><Drawn {...props} /></ReactFlowProvider>
}

function Drawn({ document, references, waiting = nowhere }: { document: FlowDocument; references: FlowReferences; waiting?: Record<string, number> }) {
  const [measured, onNodesChange] = useMeasured()
  useFirstLook(document, undefined)
  const drawn = useMemo(() => {
    const views = viewNodes(document, namesFrom(references))
    return projectFlow({ document, views, measured, diagnostics: [], waiting, isReadOnly: true })
  }, [document, references, waiting, measured])

  return (
    <section className="canvas" aria-label={t('Canvas')}>
      <FlowCanvas isReadOnly nodes={drawn.nodes} edges={drawn.edges} onNodesChange={onNodesChange}>
        <CanvasMap />
      </FlowCanvas>
    </section>
  )
}
