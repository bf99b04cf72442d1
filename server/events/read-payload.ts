import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '#nodes/sdk/json'
import { EventType } from '#nodes/revops/event-types'
import { AppError } from '../errors/app-error'
import { LeadReference } from './lead-reference'

export interface Payload {
  /** The sender's id of the event, where the body has one beside the data. */
  id: string | undefined
  type: string
  /** Which lead it is about, where the sender says so. */
  lead: LeadReference | undefined
  data: JsonObject
  occurredAt: number | undefined
}

const maxDepth = 20
/** A lead may be as large as its body; of any other event so much can be worked with. */
const maxEventBytes = 20 * 1024

/**
 * Reads a body: a lead by itself, or an event as `{ type, lead, timestamp, data }`. Throws what is wrong and where. With
 * `isEvent` the body is an event even where it has no data; else what has none is a lead, whatever fields it has.
 */
export function readPayload(body: string, isEvent = false): Payload {
  let value: Json
  try {
    value = JSON.parse(body) as Json
  } catch (error) {
    throw new AppError('bad-input', `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isObject(value)) throw new AppError('bad-input', 'The body must be a JSON object: a lead, or { "type", "timestamp", "data" }.')
  const isWrapped = isEvent || isObject(value.data ?? null)
  if (isEvent && value.data !== undefined && !isObject(value.data)) throw new AppError('bad-input', '“data” must be a JSON object.')
  const data = isWrapped ? ((value.data ?? {}) as JsonObject) : value
  if (depth(data, 0) > maxDepth) throw new AppError('bad-input', `The body is nested more than ${maxDepth} levels deep.`)
  const type = isWrapped ? typeOf(value.type) : 'lead.received'
  if (type !== 'lead.received' && Buffer.byteLength(JSON.stringify(data)) > maxEventBytes) {
    throw new AppError('too-large', `The event’s data is larger than ${maxEventBytes / 1024} kB. Nothing was taken in. Send what flows need, and a link to the rest.`)
  }
  return {
    id: isWrapped ? idOf(value.id) : undefined, type, lead: isWrapped ? leadOf(value.lead) : undefined, data, occurredAt: instant(value.occurredAt ?? value.timestamp),
  }
}

function typeOf(value: Json | undefined): string {
  if (value === undefined || value === null || value === 'lead.created') return 'lead.received'
  const type = EventType.safeParse(value)
  if (type.success) return type.data
  throw new AppError('bad-input', `“type” is ${typeof value === 'string' ? `“${value.slice(0, 60)}”` : 'not a text'}. Write it in lower case with dots, at most 60 characters, for example “meeting.booked”.`)
}

function leadOf(value: Json | undefined): LeadReference | undefined {
  if (value === undefined || value === null) return undefined
  const lead = LeadReference.safeParse(value)
  if (lead.success) return lead.data
  throw new AppError('bad-input', '“lead” must be the lead’s id, or { "email" } or { "phone" } of its contact.')
}

function idOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

/** The id of an event whose sender gives none: the same body on the same or the next day is the same event. */
export function bodyId(body: string, now: number): { today: string; yesterday: string } {
  const hash = createHash('sha256').update(body).digest('base64url')
  const day = Math.floor(now / 86_400_000)
  return { today: `body:${hash}:${day}`, yesterday: `body:${hash}:${day - 1}` }
}

function instant(value: Json | undefined): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN
  return Number.isFinite(at) ? at : undefined
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function depth(value: Json, at: number): number {
  if (typeof value !== 'object' || value === null || at > maxDepth) return at
  return Math.max(at, ...Object.values(value).map((inner) => depth(inner, at + 1)))
}
