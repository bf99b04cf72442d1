import type { Json, JsonObject } from '#nodes/sdk/json'

/**
 * The same record, noting under its path each field that is looked at, with what stood in it: at the level of `lead.email`,
 * below which values are handed out as they are.
 */
export function recordReads(record: JsonObject, read: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([noun, fields]) => [noun, isObject(fields) ? watch(noun, fields, read) : fields]))
}

function watch(noun: string, fields: JsonObject, read: JsonObject): JsonObject {
  return new Proxy(fields, {
    get(target, key, receiver) {
      const value = Reflect.get(target, key, receiver) as Json | undefined
      if (typeof key === 'string' && Object.hasOwn(target, key)) read[`${noun}.${key}`] = value ?? null
      return value
    },
  })
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
