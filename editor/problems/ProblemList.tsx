import type { Diagnostic } from '#engine/compile/diagnostic'
import { useReactFlow } from '@xyflow/react'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useOpenFlow } from '../canvas/open-flow-context'
import { glideMs, showSteps } from '../canvas/go-to-step'
import { useFlowStore } from '../canvas/store/flow-context'
import { t } from '../words/t'

/** What the flow would lose a lead by. A click shows where; a fix is one click more. */
export function ProblemList() {
  const { diagnostics, isChecked } = useOpenFlow()
  const errors = diagnostics.filter((each) => each.severity === 'error')
  const warnings = diagnostics.filter((each) => each.severity === 'warning')
  return (
    <ul className="drawer-body">
      {isChecked && diagnostics.length === 0 && (
        <li className="prob calm">
          <CircleCheck aria-hidden="true" /> {t('Every way out leads somewhere, and every wait ends. Nobody gets lost in this flow.')}
        </li>
      )}
      {[...errors, ...warnings].map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity of their own; each compilation makes the list anew
        <Problem key={`${problem.code} ${problem.nodeId} ${problem.outlet} ${problem.edgeId} ${index}`} problem={problem} />
      ))}
    </ul>
  )
}

function Problem({ problem }: { problem: Diagnostic }) {
  const store = useFlowStore()
  const flow = useReactFlow()
  const { path, nodeId, edgeId, fix } = problem
  const labelOf = (id: string) => store.getState().document.nodes.find((node) => node.id === id)?.label ?? id

  const show = (ids: string[]) => {
    store.getState().select(nodeId ? [nodeId] : [], nodeId ? [] : edgeId ? [edgeId] : [])
    if (ids.length > 1) store.getState().light(ids)
    showSteps(store, ids)
    // What comes to light is drawn a moment later.
    if (ids.length > 0) requestAnimationFrame(() => void flow.fitView({ nodes: ids.map((id) => ({ id })), duration: glideMs(), padding: 0.3, maxZoom: 1 }))
  }
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert
  return (
    <li className="prob">
      <Icon className={problem.severity === 'error' ? 'text-bad-text' : 'text-warn-text'} aria-label={problem.severity === 'error' ? t('Problem') : t('Warning')} />
      <button type="button" className="prob-words" onClick={() => show(nodeId ? [nodeId] : [])}>
        <span className="what">{problem.message}</span>
        {path && path.length > 1 && <span className="means">{t('Met on the way {path}', { path: path.map(labelOf).join(' → ') })}</span>}
      </button>
      <span className="flex gap-1.5">
        {path && path.length > 1 && (
          <button type="button" className="btn xs plain" onClick={() => show(path)}>
            {t('Show the way there')}
          </button>
        )}
        {fix && (
          <button type="button" className="btn xs soft" onClick={() => store.getState().applyFix(fix)}>
            {fix.words}
          </button>
        )}
      </span>
    </li>
  )
}
