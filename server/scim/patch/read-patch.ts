import type { Json, JsonObject } from '#nodes/sdk/json'
import { type AttributePath, readAttributePath } from '../query/attribute-path'
import { type Filter, parseFilter } from '../query/parse-filter'
import { isObject, member } from '../query/values-at'
import type { ResourceType } from '../schemas/resource-types'
import { ScimError } from '../scim-error'

/** Where an operation of a patch works: a path, perhaps only some values of it, perhaps only a part of each. */
export interface PatchTarget extends AttributePath {
  filter?: Filter
}

export interface PatchOperation {
  op: 'add' | 'replace' | 'remove'
  /** Without one the value names what is changed. */
  path?: string
  value?: Json
}

const maxOperations = 1_000

/** Reads the body of a PATCH: `Operations` in any spelling, `op` with or without capitals, as HR systems send it. */
export function readPatch(body: Json): PatchOperation[] {
  const operations = isObject(body) ? member(body, 'Operations') : undefined
  if (!Array.isArray(operations) || operations.length === 0) throw new ScimError(400, 'The body must be a PatchOp with “Operations”.', 'invalidSyntax')
  if (operations.length > maxOperations) throw new ScimError(400, `There are more than ${maxOperations} operations. Divide them into several requests.`, 'tooMany')
  return operations.map((each) => {
    const op = isObject(each) ? String(member(each, 'op') ?? '').toLowerCase() : ''
    if (op !== 'add' && op !== 'replace' && op !== 'remove') throw new ScimError(400, `“${op.slice(0, 80)}” is not an operation. There are add, replace and remove.`, 'invalidSyntax')
    const path = member(each, 'path') ?? undefined
    if (path !== undefined && typeof path !== 'string') throw new ScimError(400, '“path” must be a text.', 'invalidPath')
    const value = member(each, 'value')
    if (op !== 'remove' && value === undefined) throw new ScimError(400, `“${op}” needs a value.`, 'invalidValue')
    return { op, ...(path !== undefined && path !== '' && { path }), ...(value !== undefined && { value }) }
  })
}

/** Reads `emails[type eq "work"].value` and its like. */
export function readTarget(text: string, type: ResourceType): PatchTarget {
  const open = text.indexOf('[')
  if (open === -1) return readAttributePath(text, type)
  const close = text.lastIndexOf(']')
  const after = text.slice(close + 1)
  if (close < open || !/^(\.[A-Za-z$][\w$-]*)?$/.test(after)) throw new ScimError(400, `“${text.slice(0, 200)}” is not a path.`, 'invalidPath')
  const path = readAttributePath(`${text.slice(0, open)}${after}`, type)
  return { ...path, filter: parseFilter(text.slice(open + 1, close), type) }
}

/** The values that a condition names: what a new value must be so that it meets it. Empty when it says more than “equals”. */
export function valuesOf(filter: Filter): JsonObject {
  if (filter.kind === 'and') return Object.assign({}, ...filter.parts.map(valuesOf))
  if (filter.kind === 'compare' && filter.operator === 'eq' && filter.path.name !== undefined) return { [filter.path.name]: filter.value }
  return {}
}
