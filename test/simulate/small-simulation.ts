import { createHash } from 'node:crypto'
import { createRandom } from '#engine/simulate/random'
import { openSimulation, type OpenSimulation, type SimulationInput } from '#server/simulate/open-simulation'
import type { TraceEntry } from '#server/simulate/trace/entry'
import { generateLeads } from '#server/simulate/world/generate-leads'
import { fallbackRouting } from '#templates/fallback-routing/template'

/** A Monday, seven in the morning UTC. */
export const start = Date.UTC(2027, 0, 4, 7)
export const day = 86_400_000
export const fallback = fallbackRouting.build('standard', { team: '', queue: '', rota: '' })

/** Fallback routing over made-up leads, played to its end, with its trace. The caller closes it. */
export async function playSmall(
  input: Partial<SimulationInput> & { leads?: number; days?: number } = {},
): Promise<{ simulation: OpenSimulation; entries: TraceEntry[]; hash: string }> {
  const { leads = 40, days = 3, seed = 1, ...rest } = input
  const entries: TraceEntry[] = []
  const simulation = await openSimulation({
    flow: { document: fallback }, world: { kind: 'generated', size: { reps: 6, capacity: 10 } }, startAt: start, ...rest, seed, sink: (entry) => void entries.push(entry),
  })
  simulation.schedule(generateLeads({ count: leads, from: start, days, random: createRandom(`test ${seed}`) }))
  await simulation.play(start + (days + 1) * day)
  return { simulation, entries, hash: createHash('sha256').update(entries.map((entry) => JSON.stringify(entry)).join('\n')).digest('hex') }
}

/** Entries of one kind. */
export function only<Kind extends TraceEntry['kind']>(entries: TraceEntry[], kind: Kind): Extract<TraceEntry, { kind: Kind }>[] {
  return entries.filter((entry): entry is Extract<TraceEntry, { kind: Kind }> => entry.kind === kind)
}
