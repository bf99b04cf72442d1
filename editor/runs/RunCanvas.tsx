import { type NodeChange, Panel } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import type { FlowDocument } from '#engine/graph/flow'
import type { CanvasNode } from '../canvas/card-data'
import { CanvasMap } from '../canvas/CanvasTools'
import { FlowCanvas } from '../canvas/FlowCanvas'
import { keepSame } from '../canvas/keep-same'
import type { NodeView } from '../canvas/node-view'
import { withChosen } from '../canvas/gestures/draw-gestures'
import { type Drawn, projectFlow } from '../canvas/project-flow'
import { useFirstLook } from '../canvas/use-first-look'
import { useFollow } from '../canvas/use-follow'
import { useMeasured } from '../canvas/use-measured'
import { t } from '../words/t'
import type { RunOnCanvas } from './project-run'

interface Props {
  document: FlowDocument
  views: Map<string, NodeView>
  projected: RunOnCanvas
  chosen: string | undefined
  onChoose(nodeId: string | undefined): void
}

/** The flow with one run on it, to look at. */
export function RunCanvas({ document, views, projected, chosen, onChoose }: Props) {
  useFirstLook(document, projected.standsAt)
  useFollow(useMemo(() => document.nodes.find((node) => node.id === projected.standsAt), [document, projected.standsAt]))
  const [measured, onMeasured] = useMeasured()
  const before = useRef<Drawn>({ nodes: [], edges: [] })
  const rest = useMemo(() => {
    const next = projectFlow({ document, views, measured, diagnostics: [], waiting: {}, isReadOnly: true, run: projected })
    before.current = { nodes: keepSame(before.current.nodes, next.nodes), edges: keepSame(before.current.edges, next.edges) }
    return before.current
  }, [document, views, measured, projected])
  const drawn = useMemo(() => withChosen(rest, chosen === undefined ? [] : [chosen]), [rest, chosen])

  const onNodesChange = (changes: NodeChange<CanvasNode>[]) => {
    onMeasured(changes)
    for (const change of changes) if (change.type === 'select' && change.selected) onChoose(change.id)
  }
  return (
    <section className="canvas" aria-label={t('The run on its flow')}>
      <FlowCanvas
        isReadOnly
        nodes={drawn.nodes}
        edges={drawn.edges}
        onNodesChange={onNodesChange}
        onNodeClick={(_, node) => node.type === 'card' && onChoose(node.id)}
        onPaneClick={() => onChoose(undefined)}
      >
        <Panel position="top-left" className="float legend">
          <span><i /> {t('Way taken')}</span>
          <span><i className="box" /> {t('Stands here')}</span>
          <span><i className="faint" /> {t('Not reached')}</span>
        </Panel>
        <CanvasMap />
      </FlowCanvas>
    </section>
  )
}
