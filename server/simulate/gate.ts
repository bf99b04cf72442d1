import type { RunActivities } from '#engine/activities/answers'

/** What a run is about to do. */
export interface GatedCall {
  activity: string
  runId: string
  nodeId: string | undefined
  visit: number | undefined
}

/** Holds the engine's calls back, for stepping through a run. */
export interface Gate {
  /** Resolves when the call may go on; undefined when nothing is held back. */
  pass(call: GatedCall): Promise<void> | undefined
  /** Whether a call is being held back now. */
  isHolding(): boolean
  /** The calls that are held back, in the order in which they came. */
  held(): GatedCall[]
  /** From now on holds every call back. */
  close(): void
  /** Lets the oldest held call through; false when there is none. */
  letOne(): boolean
  /** Lets everything through, until closed again. */
  open(): void
}

/** `onHeld` is called whenever a call has come to stand at the gate. */
export function createGate(onHeld: () => void): Gate {
  let isClosed = false
  let waiting: { call: GatedCall; go: () => void }[] = []
  return {
    pass(call) {
      if (!isClosed) return undefined
      return new Promise((go) => {
        waiting.push({ call, go })
        onHeld()
      })
    },
    isHolding: () => waiting.length > 0,
    held: () => waiting.map(({ call }) => call),
    close() {
      isClosed = true
    },
    letOne() {
      const next = waiting.shift()
      next?.go()
      return next !== undefined
    },
    open() {
      isClosed = false
      const all = waiting
      waiting = []
      for (const { go } of all) go()
    },
  }
}

type AnyActivity = (input: { runId: string; step?: { nodeId: string; visit: number }; ending?: { at?: { nodeId: string; visit: number } } }) => Promise<unknown>

/** The same activities, each behind the gate; looking into the inbox is no step of its own and is never held back. */
export function gateActivities(activities: RunActivities, gate: Gate): RunActivities {
  const gated = Object.entries(activities as unknown as Record<string, AnyActivity>).map(([activity, call]): [string, AnyActivity] => [
    activity,
    activity === 'readInbox'
      ? call
      : async (input) => {
          const step = input.step ?? input.ending?.at
          const turn = gate.pass({ activity, runId: input.runId, nodeId: step?.nodeId, visit: step?.visit })
          if (turn) await turn
          return call(input)
        },
  ])
  return Object.fromEntries(gated) as unknown as RunActivities
}
