import { putField } from '#nodes/revops/invented-record'
import type { JsonObject } from '#nodes/sdk/json'
import type { FieldChoice } from '../field-choice'

/** What a preview fills a text with: a record, and invented values for what only a run knows. */
export function previewScope(record: JsonObject, fields: readonly FieldChoice[]): JsonObject {
  const scope = structuredClone({ event: {}, ...record }) as JsonObject
  for (const { path, example, label, origin } of fields) if (origin !== 'record' && origin !== 'came') putField(scope, path, example === '' ? `‹${label}›` : example)
  return scope
}
