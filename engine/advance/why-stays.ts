import type { Plan, Step } from '../plan'

/**
 * Why a run cannot go on by another version from where it stands. `begins`: it has come to no wait yet, and the other one begins with another step. `gone`: a
 * step that it stands at is not there, or is of another kind or has fewer ways out. `way`: since its last wait it has gone a way that leads elsewhere there. `parallel`: it is
 * within parallel branches or rounds, whose counts belong to its version.
 */
export type Stays = 'begins' | 'gone' | 'way' | 'parallel'

/** A step that the run has come to since its snapshot was kept, and the way out that it took, if it has. */
export interface Passed {
  nodeId: string
  outlet: string | null
}

/**
 * Whether a run that is started again from its snapshot under `to` comes to where it stands under `from`, and no step of it is done twice or left behind. Undefined when it does.
 * `isBegun`: there is a snapshot; else it starts again at its beginning.
 */
export function whyStays(from: Plan, to: Plan, { passed, isBegun, isSplit }: { passed: readonly Passed[]; isBegun: boolean; isSplit: boolean }): Stays | undefined {
  if (isSplit) return 'parallel'
  if (!isBegun && from.entry !== to.entry) return 'begins'
  for (const { nodeId, outlet } of passed) {
    const [before, after] = [from.steps[nodeId], to.steps[nodeId]]
    if (!before || !after || !isAlike(before, after)) return 'gone'
    if (isSplitting(before) || before.loop !== undefined || after.loop !== undefined) return 'parallel'
    if (outlet !== null && leadsTo(before, outlet) !== leadsTo(after, outlet)) return 'way'
  }
  return undefined
}

/** Of the same kind, with at least its ways out: whatever it is answered leads on. */
function isAlike(before: Step, after: Step): boolean {
  return before.op === after.op && typeOf(before) === typeOf(after) && Object.keys(before.ways).every((outlet) => outlet in after.ways)
}

function typeOf(step: Step): string | undefined {
  return 'type' in step ? step.type : undefined
}

function isSplitting({ op }: Step): boolean {
  return op === 'fork' || op === 'join' || op === 'forEach'
}

function leadsTo(step: Step, outlet: string): string | undefined {
  return step.ways[outlet] ?? step.error
}
