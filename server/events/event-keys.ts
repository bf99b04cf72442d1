import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '#nodes/sdk/json'

/** What a wait for an event looks at: the record that the event is about, or one value in the event’s data (dotted path). */
export type EventAbout = { subject: { type: string; id: string } } | { field: string; value: string }

/** So many fields of an event are looked at, in the order in which they were sent. */
const maxFields = 60

/**
 * The key under which an event of this type answers a wait. Values stand in it as a hash, since keys are kept with the
 * wait and may be personal data; they compare without regard to case, Unicode form and spaces at the ends, as conditions do.
 */
export function eventKeyFor(type: string, about: EventAbout): string {
  if ('subject' in about) return `event:${type}:${about.subject.type}:${about.subject.id}`
  const folded = about.value.normalize('NFKC').toLowerCase().trim()
  return `event:${type}:${about.field}=${createHash('sha256').update(folded).digest('hex').slice(0, 24)}`
}

/** All keys that this event answers: its subject's, and those of its fields that hold one value. */
export function eventKeysOf(event: { type: string; subject: { type: string; id: string } | null; data: JsonObject }): string[] {
  const keys = event.subject ? [eventKeyFor(event.type, { subject: event.subject })] : []
  for (const [field, value] of scalars(event.data)) keys.push(eventKeyFor(event.type, { field, value }))
  return keys
}

/** The type of event and what it must be about, read back from a key; undefined when it is no key of an event. */
export function readEventKey(key: string): { type: string; subjectId?: string } | undefined {
  const [, type, rest] = /^event:([^:]+):(.+)$/s.exec(key) ?? []
  if (type === undefined || rest === undefined) return undefined
  if (/=[0-9a-f]{24}$/.test(rest)) return { type }
  return { type, subjectId: rest.slice(rest.indexOf(':') + 1) }
}

function scalars(data: JsonObject): [string, string][] {
  const found: [string, string][] = []
  const visit = (value: Json, path: string): void => {
    if (found.length >= maxFields || value === null || Array.isArray(value)) return
    if (typeof value === 'object') for (const [key, inner] of Object.entries(value)) visit(inner, path ? `${path}.${key}` : key)
    else if (path !== '') found.push([path, String(value)])
  }
  visit(data, '')
  return found
}
