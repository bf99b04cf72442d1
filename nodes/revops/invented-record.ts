import type { Json, JsonObject } from '../sdk/json'
import { leadFields } from './fields'

/** A record as the catalog invents it, for a workspace that has none. */
export function inventedRecord(): JsonObject {
  const record: JsonObject = { lead: { more: {} } }
  for (const { path, type, example } of leadFields) putField(record, path, type === 'list' ? [example] : example)
  return record
}

/** Puts a value where the path says, and makes what is on the way there. */
export function putField(scope: JsonObject, path: string, value: Json): void {
  const parts = path.split('.')
  const last = parts.pop() ?? path
  let at = scope
  for (const part of parts) {
    const next = at[part]
    at = at[part] = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {}
  }
  at[last] = value
}
