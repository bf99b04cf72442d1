import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '#nodes/sdk/json'
import { AppError } from '../errors/app-error'

export interface Payload {
  data: JsonObject
  occurredAt: number | undefined
}

const maxDepth = 20

/** Reads a body: a lead by itself, or wrapped as `{ type, timestamp, data }`. Throws what is wrong and where. */
export function readPayload(body: string): Payload {
  let value: Json
  try {
    value = JSON.parse(body) as Json
  } catch (error) {
    throw new AppError('bad-input', `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isObject(value)) throw new AppError('bad-input', 'The body must be a JSON object: a lead, or { "type", "timestamp", "data" }.')
  const data = isObject(value.data ?? null) ? (value.data as JsonObject) : value
  if (depth(data, 0) > maxDepth) throw new AppError('bad-input', `The body is nested more than ${maxDepth} levels deep.`)
  const type = value.type
  if (data !== value && typeof type === 'string' && type !== 'lead.received' && type !== 'lead.created') {
    throw new AppError('bad-input', `“type” is “${type.slice(0, 60)}”. This address takes “lead.received”.`)
  }
  return { data, occurredAt: instant(value.timestamp ?? value.occurredAt) }
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
