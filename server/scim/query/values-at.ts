import type { Json, JsonObject } from '#nodes/sdk/json'
import { same } from '../schemas/resource-types'
import type { AttributePath } from './attribute-path'

/** What stands at a path: nothing, one value, or each of several. Of complex values without a named part it is their `value`. */
export function valuesAt(resource: JsonObject, path: AttributePath): Json[] {
  const home = path.urn === undefined ? resource : member(resource, path.urn)
  if (path.name === undefined) return isObject(home) ? [home] : []
  return spread(member(home, path.name)).flatMap((value) => {
    if (!isObject(value)) return [value]
    const inner = member(value, path.sub ?? 'value')
    // A complex value without `value` (as `name`) is there, but equals nothing.
    return inner === undefined ? (path.sub === undefined && Object.keys(value).length > 0 ? [value] : []) : spread(inner)
  })
}

/** Looks a name up whatever its capital letters. */
export function member(value: Json | undefined, name: string): Json | undefined {
  if (!isObject(value)) return undefined
  if (Object.hasOwn(value, name)) return value[name]
  const key = Object.keys(value).find((each) => same(each, name))
  return key === undefined ? undefined : value[key]
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function spread(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
