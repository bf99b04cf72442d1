import type { FlowDocument } from '#engine/graph/flow'
import { findField, leadFields } from '#nodes/revops/fields'
import type { JsonObject } from '#nodes/sdk/json'
import type { Scenario } from '../api/trying'
import { instantOf, offsetAt } from '#nodes/revops/local-time'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const standardZone = 'Europe/Berlin'

/** What a sender can bring; the rest of a lead's fields are the product's own. */
export const fieldsOfLead = leadFields.filter(({ path }) => path.startsWith('lead.') && !['lead.state', 'lead.source', 'lead.receivedAt', 'lead.note'].includes(path))

/** An invented lead with every field that a sender can bring. */
export function madeUpLead(): JsonObject {
  return Object.fromEntries(fieldsOfLead.map(({ path, example, type }) => [path.slice('lead.'.length), type === 'list' ? [String(example)] : example]))
}

/** What must be heard of the lead before the flow starts, by its trigger; nothing where its arrival, a person or the time is enough. */
export function eventOf({ nodes }: FlowDocument): Scenario['event'] {
  for (const { type, params } of nodes) {
    if (type === 'record-changed-trigger') {
      const path = Array.isArray(params.fields) && typeof params.fields[0] === 'string' ? params.fields[0] : 'lead.score'
      const field = findField(path)
      return { type: 'lead.updated', data: { [path.slice('lead.'.length)]: field?.type === 'number' ? Number(field.example) + 1 : `${field?.example ?? ''} 2` } }
    }
    if ((type === 'event-trigger' || type === 'webhook-trigger') && typeof params.event === 'string' && params.event !== 'lead.received') return { type: params.event, data: {} }
  }
  return undefined
}

/** The zone that the flow's own times are in. */
export function zoneOf(document: Pick<FlowDocument, 'nodes'>): string {
  return zoneIn(document.nodes) ?? standardZone
}

function zoneIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = key === 'zone' && typeof inner === 'string' && inner.includes('/') ? inner : zoneIn(inner)
    if (found) return found
  }
  return undefined
}

/** The next weekday (0 is Sunday) on or after this instant's day, when clocks in the zone show this hour. */
export function nextAt(from: number, zone: string, hour: number, isWanted: (weekday: number) => boolean): number {
  const local = from + offsetAt(from, zone)
  const midnight = local - (((local % dayMs) + dayMs) % dayMs)
  for (let days = 1; days < 9; days += 1) {
    const day = midnight + days * dayMs
    if (isWanted(new Date(day).getUTCDay())) return instantOf(day + hour * hourMs, zone)
  }
  return from
}

/** Half an hour before clocks in the zone are put forward (or back) next; nothing where they never are. */
export function nextClockChange(from: number, zone: string, isForward: boolean): number | undefined {
  for (let at = from - (from % hourMs); at < from + 400 * dayMs; at += hourMs) {
    const step = offsetAt(at + hourMs, zone) - offsetAt(at, zone)
    if (step !== 0 && step > 0 === isForward) return at + hourMs / 2
  }
  return undefined
}

/** Ten in the morning of the next working day. */
export function nextMorning(from: number, zone: string): number {
  return nextAt(from, zone, 10, (weekday) => weekday >= 1 && weekday <= 5)
}
