import type { Json, JsonObject } from '#nodes/sdk/json'
import type { ResourceType } from '../schemas/resource-types'
import { ScimError } from '../scim-error'
import { readAttributePath } from './attribute-path'
import { matches } from './matches'
import { type Filter, parseFilter } from './parse-filter'
import { type Selection, selectAttributes } from './select-attributes'
import { isObject, valuesAt } from './values-at'

export interface Query extends Selection {
  filter?: string
  sortBy?: string
  sortOrder?: string
  startIndex?: number
  count?: number
}

/** The most resources in one answer. */
export const maxResults = 200
const standardCount = 100

/**
 * One page of the resources that meet the filter; `totalResults` counts all of those. The order in which they are read holds unless another is
 * asked for. `read` may leave away what the filter would.
 */
export function listResources(kinds: { type: ResourceType; read(filter: Filter | undefined): JsonObject[] }[], query: Query): JsonObject {
  const found = kinds.flatMap(({ type, read }) => {
    const filter = query.filter === undefined ? undefined : parseFilter(query.filter, type)
    return read(filter).filter((resource) => !filter || matches(filter, resource)).map((resource) => ({ type, resource }))
  })
  if (query.sortBy !== undefined) sort(found, query.sortBy, query.sortOrder)
  const startIndex = Math.max(1, query.startIndex ?? 1)
  const count = Math.min(maxResults, Math.max(0, query.count ?? standardCount))
  const page = found.slice(startIndex - 1, startIndex - 1 + count)
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map(({ type, resource }) => selectAttributes(resource, query, type)),
  }
}

/** Sorts by one attribute, without regard to capitals unless they matter there; what has no value comes last, in either order. */
function sort(found: { type: ResourceType; resource: JsonObject }[], sortBy: string, sortOrder: string | undefined): void {
  const factor = sortOrder?.toLowerCase() === 'descending' ? -1 : 1
  const keys = new Map(found.map(({ type, resource }) => [resource, keyOf(resource, sortBy, type)]))
  found.sort((one, other) => {
    const [a, b] = [keys.get(one.resource), keys.get(other.resource)]
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
    return a < b ? -factor : a > b ? factor : 0
  })
}

function keyOf(resource: JsonObject, sortBy: string, type: ResourceType): string | undefined {
  const path = readAttributePath(sortBy, type)
  const values = valuesAt(primaryFirst(resource, path.name), path)
  const [value] = values.filter((each) => typeof each !== 'object')
  if (value === undefined || value === null) return undefined
  return (path.subAttribute ?? path.attribute)?.caseExact ? String(value) : String(value).toLowerCase()
}

function primaryFirst(resource: JsonObject, name: string | undefined): JsonObject {
  const values = name === undefined ? undefined : resource[name]
  if (name === undefined || !Array.isArray(values)) return resource
  return { ...resource, [name]: [...values].sort((one, other) => Number(isPrimary(other)) - Number(isPrimary(one))) }
}

function isPrimary(value: Json): boolean {
  return isObject(value) && value.primary === true
}

/** Reads what a list is asked for from the address or, for `.search`, from the body. */
export function readQuery(get: (name: 'filter' | 'sortBy' | 'sortOrder' | 'startIndex' | 'count' | 'attributes' | 'excludedAttributes') => Json | undefined): Query {
  const text = (name: 'filter' | 'sortBy' | 'sortOrder') => {
    const value = get(name)
    if (value !== undefined && value !== null && typeof value !== 'string') throw new ScimError(400, `“${name}” must be a text.`, 'invalidValue')
    return value ? { [name]: value } : {}
  }
  const number = (name: 'startIndex' | 'count') => {
    const value = get(name)
    if (value === undefined || value === null || value === '') return {}
    if (!Number.isInteger(Number(value))) throw new ScimError(400, `“${name}” must be a whole number.`, 'invalidValue')
    return { [name]: Number(value) }
  }
  return { ...text('filter'), ...text('sortBy'), ...text('sortOrder'), ...number('startIndex'), ...number('count'), ...readSelection(get) }
}

/** Names of attributes, as a list or separated by commas. */
export function readSelection(get: (name: 'attributes' | 'excludedAttributes') => Json | undefined): Selection {
  const names = (name: 'attributes' | 'excludedAttributes') => {
    const value = get(name)
    const list = (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : []).map((each) => each.trim()).filter(Boolean)
    return list.length > 0 ? { [name]: list } : {}
  }
  return { ...names('attributes'), ...names('excludedAttributes') }
}
