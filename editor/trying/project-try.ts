import type { Trying } from './try-store'
import type { NodeView } from '../canvas/node-view'
import { projectRun, type RunOnCanvas } from '../runs/project-run'
import { t } from '../words/t'

/** What a flow that is tried looks like: its run, and the step that comes next where it is held before it. */
export function projectTry({ run, document, state }: Pick<Trying, 'run' | 'document' | 'state'>, views: Map<string, NodeView>): RunOnCanvas {
  const shown = run ?? { document, steps: [], state: 'starting' as const, hold: null, failure: null, endReason: null, endedAt: null, now: state.clock }
  const projected = projectRun({ ...shown, document }, views)
  const next = state.tokens.find((token) => token.state === 'next' && (!run || token.runId === run.id))
  if (!next || !projected.looks.has(next.nodeId)) return projected
  const before = projected.looks.get(next.nodeId)
  const looks = new Map(projected.looks).set(next.nodeId, { state: 'now', sentence: t('Comes next'), visits: before?.visits ?? 0, dueAt: null })
  const edges = new Map(projected.edges)
  // The trigger has no step of its own: its way is taken as soon as something is about to happen.
  if (shown.steps.length === 0) for (const edge of document.edges) if (edge.to.node === next.nodeId) edges.set(edge.id, 1)
  return { looks, edges, standsAt: next.nodeId }
}
