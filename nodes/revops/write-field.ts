import type { Json, JsonObject } from '../sdk/json'

/** The record with another value at a dotted path; what it was given stays as it is. Whatever is missing on the way is made. */
export function writeField(record: JsonObject, path: string, value: Json): JsonObject {
  const [key = path, ...rest] = path.split('.')
  if (rest.length === 0) return { ...record, [key]: value }
  const inner = Object.hasOwn(record, key) ? record[key] : undefined
  return { ...record, [key]: writeField(typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {}, rest.join('.'), value) }
}
