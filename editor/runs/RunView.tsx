import { useSearch } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { LiveState } from '../api/live'
import type { RunDetail } from '../api/types'
import { usePanels } from '../app/panels'
import { namesFrom } from '../canvas/names'
import { viewNodes } from '../canvas/project-flow'
import { FoldedPanel } from '../parts/FoldedPanel'
import { PanelEdge } from '../parts/PanelEdge'
import { t } from '../words/t'
import { projectRun } from './project-run'
import { RunBar } from './RunBar'
import { RunCanvas } from './RunCanvas'
import { RunList } from './RunList'
import { RunNotices } from './RunNotices'
import { StepDetails } from './StepDetails'
import { Timeline } from './Timeline'
import type { ChosenStep } from './chosen-step'

/** A run on the flow that it runs: the way taken, where it stands, and why. */
export function RunView({ run, live }: { run: RunDetail; live: LiveState }) {
  const linked = useSearch({ from: '/frame/runs/$id', select: ({ step }) => step })
  const [chosen, setChosen] = useState<ChosenStep | undefined>(linked === undefined ? undefined : { nodeId: linked })
  const { folded, inspectorPx, fold } = usePanels()
  const views = useMemo(() => viewNodes(run.document, namesFrom(run.references)), [run.document, run.references])
  const projected = useMemo(() => projectRun(run, views), [run, views])
  // Until somebody chooses, the page follows the run.
  const shown = chosen ?? (projected.standsAt === undefined ? undefined : { nodeId: projected.standsAt })
  const columns = `${folded.runList ? '36px' : '200px'} minmax(0, 1fr) ${folded.inspector ? '36px' : `${inspectorPx}px`}`

  return (
    <ReactFlowProvider>
      <main className="main">
        <RunBar run={run} live={live} />
        <div className="grid min-h-0" style={{ gridTemplateRows: 'auto minmax(0, 1fr)' }}>
          <RunNotices run={run} />
          <div className="workbench" style={{ gridTemplateColumns: columns }}>
            {folded.runList ? <FoldedPanel side="left" label={t('Other runs')} onOpen={() => fold('runList', false)} /> : <RunList runId={run.id} />}
            <div className="center">
              <RunCanvas document={run.document} views={views} projected={projected} chosen={shown?.nodeId} onChoose={(nodeId) => setChosen(nodeId === undefined ? undefined : { nodeId })} />
              <Timeline run={run} chosen={shown} onChoose={setChosen} />
            </div>
            {folded.inspector ? (
              <FoldedPanel side="right" label={t('Step')} onOpen={() => fold('inspector', false)} />
            ) : (
              <aside className="inspector" aria-label={t('The chosen step')}>
                <PanelEdge />
                <StepDetails run={run} views={views} chosen={shown} onChoose={setChosen} />
              </aside>
            )}
          </div>
        </div>
      </main>
    </ReactFlowProvider>
  )
}
