import type { Json, JsonObject } from '../sdk/json'

/** The value at a dotted path, or null where anything on the way is missing. Own properties only. */
export function readField(record: JsonObject, path: string): Json {
  let value: Json = record
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, key)) return null
    value = value[key] ?? null
  }
  return value
}
