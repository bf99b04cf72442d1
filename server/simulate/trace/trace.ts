import type { JsonObject } from '#nodes/sdk/json'
import type { Happened, PersonAct, TraceEntry } from './entry'

/** Where entries of a trace go, one after another. */
export type TraceSink = (entry: TraceEntry) => void

export interface Trace {
  add(happened: Happened): void
  answered(input: { person: { id: string; name: string }; act: PersonAct; leadId: string; result: 'done' | 'too-late' }): void
  provider(channel: string, behaviour: JsonObject): void
  bug(error: unknown): void
  /** How often who did what. */
  acts: Map<string, number>
  bugs: string[]
}

const maxBugs = 50

/** Numbers what happens and hands it on. Without a sink only the counts are kept. */
export function createTrace(now: () => number, sink: TraceSink | undefined): Trace {
  let seq = 0
  const acts = new Map<string, number>()
  const bugs: string[] = []
  function add(happened: Happened): void {
    seq += 1
    sink?.({ seq, at: now(), ...happened })
  }
  return {
    add,
    acts,
    bugs,
    answered({ person, act, leadId, result }) {
      const key = result === 'done' ? act : `${act} (too late)`
      acts.set(key, (acts.get(key) ?? 0) + 1)
      add({ kind: 'answer', personId: person.id, personName: person.name, act, leadId, result })
    },
    provider: (channel, behaviour) => add({ kind: 'provider', channel, behaviour }),
    bug(error) {
      const message = error instanceof Error ? error.message : String(error)
      if (bugs.length < maxBugs) bugs.push(message)
      add({ kind: 'bug', message })
    },
  }
}
