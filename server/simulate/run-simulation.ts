import { createRandom } from '#engine/simulate/random'
import { openSimulation, type SimulationInput } from './open-simulation'
import { type SimulatedEvent, timeEvents } from './read-events'
import type { SimulationReport } from './report'
import { generateLeads } from './world/generate-leads'

export interface WholeSimulation extends Omit<SimulationInput, 'gate'> {
  events: SimulatedEvent[]
  /** How many leads are made up beside the events. */
  leads: number
  /** Over how many days they arrive. One more passes at the end, for what is still under way. */
  days: number
  isStopped?(): boolean
  onProgress?(progress: { now: number; share: number }): void
}

const dayMs = 86_400_000

/** Runs a simulation from its first to its last instant, or until it is told to stop, and reports what it came to. */
export async function runSimulation(input: WholeSimulation): Promise<SimulationReport> {
  const { events, leads, days, startAt, seed, isStopped, onProgress } = input
  const timed = timeEvents(events, startAt, days)
  const simulation = await openSimulation(input)
  const counts = { total: 0, duplicates: 0, stuck: 0 }
  try {
    const made = generateLeads({ count: leads, from: startAt, days, random: createRandom(`watertight ${seed}`) })
    const until = Math.max(startAt + days * dayMs, timed.at(-1)?.at ?? 0) + dayMs
    simulation.schedule(timed.values())
    simulation.schedule(made)
    simulation.onReceived(({ state }) => {
      counts.total += 1
      if (state === 'duplicate') counts.duplicates += 1
      if (state === 'stuck') counts.stuck += 1
    })
    await simulation.play(until, { ...(isStopped && { isStopped }), onProgress: (now) => onProgress?.({ now, share: (now - startAt) / (until - startAt) }) })
    return {
      flow: input.flow.document.name, seed, from: startAt, now: simulation.now(), until, events: counts, totals: simulation.totals(),
      answers: Object.fromEntries(simulation.trace.acts), bugs: simulation.trace.bugs,
    }
  } finally {
    simulation.close()
  }
}

