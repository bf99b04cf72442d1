import { z } from 'zod'
import { LeadReference } from '../events/lead-reference'
import type { Arrival } from './world/generate-leads'
import { SimulationError } from './simulation-error'

const Instant = z.union([
  z.number().int().min(0).max(8.64e15),
  z.iso.datetime({ offset: true, error: 'write times as 2027-03-01T08:00:00Z' }).transform((text) => Date.parse(text)),
])

/** An event of a file. Without `at` it comes at a time of the simulation's choosing; without `id` it is none of the others. */
export const SimulatedEvent = z.strictObject({
  at: Instant.optional(),
  type: z.string().min(1).max(60).default('lead.received'),
  id: z.string().min(1).max(200).optional(),
  lead: LeadReference.optional(),
  data: z.record(z.string(), z.json()),
})
export type SimulatedEvent = z.infer<typeof SimulatedEvent>

export const maxEvents = 200_000

/**
 * Reads events out of a file's text: a JSON list, or one JSON object in each line. An object without `data` is a lead as a
 * form would send it. Throws a SimulationError that says which entry is wrong and how.
 */
export function readEvents(text: string, name: string): SimulatedEvent[] {
  const entries = text.trimStart().startsWith('[') ? readList(text, name) : readLines(text, name)
  if (entries.length === 0) throw new SimulationError(`${name} has no events in it.`)
  if (entries.length > maxEvents) throw new SimulationError(`${name} has ${entries.length.toLocaleString('en')} events; a simulation takes at most ${maxEvents.toLocaleString('en')}.`)
  return entries.map(({ value, where }) => {
    const isBare = typeof value === 'object' && value !== null && !Array.isArray(value) && !('data' in value)
    const parsed = SimulatedEvent.safeParse(isBare ? { data: value } : value)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new SimulationError(`${name}, ${where}: ${issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue?.message ?? 'is not an event'}.`)
  })
}

/**
 * Gives each event its time: its own, else one after another, spread evenly over the days. In the order of their times.
 * Times before the beginning are refused: the clock never goes back.
 */
export function timeEvents(events: SimulatedEvent[], from: number, days: number): Arrival[] {
  const untimed = events.filter((event) => event.at === undefined).length
  const gapMs = untimed === 0 ? 0 : Math.floor((days * 86_400_000) / untimed)
  let next = 0
  const arrivals = events.map((event, index): Arrival => {
    const { at = from + next++ * gapMs, type, id, lead, data } = event
    if (at < from) throw new SimulationError(`Event ${index + 1} is from ${new Date(at).toISOString()}, before the simulation begins (${new Date(from).toISOString()}). Begin earlier with --start.`)
    return { at, type, externalId: id ?? `event-${index + 1}`, data, ...(lead !== undefined && { lead }) }
  })
  return arrivals.sort((a, b) => a.at - b.at)
}

interface Entry {
  value: unknown
  where: string
}

function readList(text: string, name: string): Entry[] {
  const value = parse(text, `${name} is not JSON`)
  return (value as unknown[]).map((each, index) => ({ value: each, where: `event ${index + 1}` }))
}

function readLines(text: string, name: string): Entry[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => ({ value: parse(line, `${name}, line ${number}, is not JSON`), where: `line ${number}` }))
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SimulationError(`${what}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
