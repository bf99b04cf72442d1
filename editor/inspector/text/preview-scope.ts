import { leadFields } from '#nodes/revops/fields'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { FieldChoice } from '../field-choice'

/** What a preview fills a text with: a record, and invented values for what only a run knows. */
export function previewScope(record: JsonObject, fields: readonly FieldChoice[]): JsonObject {
  const scope = structuredClone({ event: {}, ...record }) as JsonObject
  for (const { path, example, label, origin } of fields) if (origin !== 'record' && origin !== 'came') put(scope, path, example === '' ? `‹${label}›` : example)
  return scope
}

/** A record as the catalog invents it, for a workspace that has none. */
export function inventedRecord(): JsonObject {
  const record: JsonObject = { lead: { more: {} } }
  for (const { path, type, example } of leadFields) put(record, path, type === 'list' ? [example] : example)
  return record
}

function put(scope: JsonObject, path: string, value: Json): void {
  const parts = path.split('.')
  const last = parts.pop() ?? path
  let at = scope
  for (const part of parts) {
    const next = at[part]
    at = at[part] = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {}
  }
  at[last] = value
}
