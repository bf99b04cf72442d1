import type { Diagnostic } from '#engine/compile/diagnostic'
import { useReactFlow } from '@xyflow/react'
import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { usePanels } from '../app/panels'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlowStore } from '../canvas/store/flow-context'
import { t } from '../words/t'

function blockingWords(isChecked: boolean, errors: number, warnings: number): string {
  if (!isChecked) return t('Looking for problems')
  if (errors > 0) return `${errors === 1 ? '1 problem blocks' : `${errors} problems block`} publishing`
  return warnings > 0 ? 'Warnings do not block publishing' : 'Ready to publish'
}

/** What the flow would lose a lead by, below the canvas. A click shows where; a fix is one click more. */
export function ProblemDrawer() {
  const { diagnostics, isChecked } = useOpenFlow()
  const isFolded = usePanels((state) => state.folded.drawer)
  const fold = usePanels((state) => state.fold)
  const errors = diagnostics.filter((each) => each.severity === 'error')
  const warnings = diagnostics.filter((each) => each.severity === 'warning')
  const Icon = isFolded ? ChevronUp : ChevronDown

  return (
    <section className={`drawer ${isFolded ? 'fold' : ''}`} aria-label="Problems">
      <div className="drawer-head">
        <h2 className="tab on">
          Problems <span className="n">{diagnostics.length}</span>
        </h2>
        <span className="ml-auto quiet" aria-live="polite">
          {blockingWords(isChecked, errors.length, warnings.length)}
        </span>
        <button type="button" className="btn icon xs plain" aria-expanded={!isFolded} aria-label={isFolded ? 'Unfold the problems' : 'Fold the problems'} onClick={() => fold('drawer', !isFolded)}>
          <Icon aria-hidden="true" />
        </button>
      </div>
      {!isFolded && (
        <ul className="drawer-body">
          {isChecked && diagnostics.length === 0 && (
            <li className="prob calm">
              <CircleCheck aria-hidden="true" /> Every way out leads somewhere, and every wait ends. Nobody gets lost in this flow.
            </li>
          )}
          {[...errors, ...warnings].map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity of their own; each compilation makes the list anew
            <Problem key={`${problem.code} ${problem.nodeId} ${problem.outlet} ${problem.edgeId} ${index}`} problem={problem} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Problem({ problem }: { problem: Diagnostic }) {
  const store = useFlowStore()
  const flow = useReactFlow()
  const { path, nodeId, edgeId, fix } = problem
  const labelOf = (id: string) => store.getState().document.nodes.find((node) => node.id === id)?.label ?? id

  const show = (ids: string[]) => {
    store.getState().select(nodeId ? [nodeId] : [], nodeId ? [] : edgeId ? [edgeId] : [])
    if (ids.length > 0) void flow.fitView({ nodes: ids.map((id) => ({ id })), duration: 180, padding: 0.3, maxZoom: 1 })
  }
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert
  return (
    <li className="prob">
      <Icon className={problem.severity === 'error' ? 'text-bad-text' : 'text-warn-text'} aria-label={problem.severity === 'error' ? 'Problem' : 'Warning'} />
      <button type="button" className="prob-words" onClick={() => show(nodeId ? [nodeId] : [])}>
        <span className="what">{problem.message}</span>
        {path && path.length > 1 && <span className="means">Met on the way {path.map(labelOf).join(' → ')}</span>}
      </button>
      <span className="flex gap-1.5">
        {path && path.length > 1 && (
          <button type="button" className="btn xs plain" onClick={() => show(path)}>
            Show the way there
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
