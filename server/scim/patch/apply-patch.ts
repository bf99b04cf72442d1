import { isDeepStrictEqual } from 'node:util'
import type { Json, JsonObject } from '#nodes/sdk/json'
import { matches } from '../query/matches'
import { isObject, member } from '../query/values-at'
import { readAttribute } from '../resources/read-resource'
import type { Attribute } from '../schemas/attribute'
import { type ResourceType, same } from '../schemas/resource-types'
import { ScimError } from '../scim-error'
import { type PatchOperation, type PatchTarget, readTarget, valuesOf } from './read-patch'

/**
 * A resource after the operations of a patch, in their order (RFC 7644 section 3.5.2); the given one is left as it is. Beside
 * what the standard says it takes what Entra ID and Okta send: names with dots and conditions as keys of a value without a
 * path, values to remove beside a path, and read-only names within such a value, which change nothing.
 */
export function applyPatch(resource: JsonObject, operations: PatchOperation[], type: ResourceType): JsonObject {
  const patched = structuredClone(resource)
  for (const { op, path, value } of operations) {
    if (path !== undefined) {
      const target = readTarget(path, type)
      const readOnly = target.attribute?.mutability === 'readOnly' || target.subAttribute?.mutability === 'readOnly'
      if (readOnly) throw new ScimError(400, `“${path.slice(0, 200)}” cannot be changed.`, 'mutability')
      applyOne(patched, op, target, value)
      continue
    }
    if (op === 'remove') throw new ScimError(400, '“remove” needs a path.', 'noTarget')
    if (!isObject(value)) throw new ScimError(400, 'Without a path the value must be an object that names what is changed.', 'invalidValue')
    for (const [key, each] of Object.entries(value)) {
      if (same(key, 'schemas') || same(key, 'password')) continue
      const target = readTarget(key, type)
      if (target.attribute?.mutability !== 'readOnly') applyOne(patched, op, target, each)
    }
  }
  return patched
}

type Op = PatchOperation['op']

function applyOne(resource: JsonObject, op: Op, target: PatchTarget, value: Json | undefined): void {
  if (target.urn === undefined) return changeIn(resource, op, target, value)
  const urn = Object.keys(resource).find((key) => same(key, target.urn ?? '')) ?? target.urn
  const extension = isObject(resource[urn]) ? resource[urn] : {}
  if (target.name !== undefined) {
    changeIn(extension, op, target, value)
    resource[urn] = extension
    return
  }
  if (op === 'remove') delete resource[urn]
  else if (!isObject(value)) throw new ScimError(400, `“${target.urn}” must be an object.`, 'invalidValue')
  else resource[urn] = { ...extension, ...value }
}

function changeIn(home: JsonObject, op: Op, target: PatchTarget, value: Json | undefined): void {
  const { attribute, filter, sub } = target
  const name = Object.keys(home).find((key) => same(key, target.name ?? '')) ?? target.name ?? ''
  if (filter) return changeSome(home, name, op, { ...target, filter }, value)
  if (sub !== undefined) return changePart(home, name, op, sub, attribute, value)

  const isEmpty = value === null || value === ''
  if (op === 'remove' && attribute?.multiValued && value !== undefined && !isEmpty) {
    const gone = listOf(value, attribute)
    home[name] = listOf(home[name], attribute).filter((each) => !gone.some((other) => isSameValue(each, other)))
    return
  }
  if (op === 'remove' || isEmpty) {
    delete home[name]
    return
  }
  if (attribute?.multiValued || Array.isArray(home[name])) {
    const given = listOf(value, attribute)
    home[name] = op === 'add' ? withOnePrimary([...listOf(home[name], attribute).filter((each) => !given.some((other) => isSameValue(each, other))), ...given], given) : given
    return
  }
  const read = attribute ? readAttribute(value ?? null, attribute, name) : value
  if (attribute?.type === 'complex' && isObject(read) && isObject(home[name])) home[name] = { ...home[name], ...read }
  else home[name] = read ?? null
}

/** `name.givenName`, or that part of each of several values. */
function changePart(home: JsonObject, name: string, op: Op, sub: string, attribute: Attribute | undefined, value: Json | undefined): void {
  if (attribute && attribute.type !== 'complex') throw new ScimError(400, `“${name}” has no parts.`, 'invalidPath')
  const found = home[name]
  if (Array.isArray(found) || attribute?.multiValued) {
    const values = listOf(found, attribute)
    if (values.length === 0 && op !== 'remove') values.push({})
    home[name] = values.map((each) => (isObject(each) ? withPart(each, op, sub, value) : each))
  } else home[name] = withPart(isObject(found) ? found : {}, op, sub, value)
}

/** Those of several values that meet a condition. */
function changeSome(home: JsonObject, name: string, op: Op, { filter, sub, attribute }: PatchTarget & Required<Pick<PatchTarget, 'filter'>>, value: Json | undefined): void {
  if (attribute && !attribute.multiValued) throw new ScimError(400, `“${name}” has one value; a condition has nothing to choose from.`, 'invalidPath')
  const values = listOf(home[name], attribute)
  const isMeant = (each: Json) => isObject(each) && matches(filter, each)
  if (op === 'remove' && sub === undefined) {
    home[name] = values.filter((each) => !isMeant(each))
    return
  }
  if (op !== 'remove' && !values.some(isMeant)) {
    const made = valuesOf(filter)
    if (op === 'replace' || Object.keys(made).length === 0) throw new ScimError(400, `No value of “${name}” meets the condition.`, 'noTarget')
    const added = sub === undefined ? { ...made, ...(isObject(value) ? value : {}) } : { ...made, [sub]: value ?? null }
    home[name] = withOnePrimary([...values, added], [added])
    return
  }
  const changed = values.map((each) => {
    if (!isMeant(each) || !isObject(each)) return each
    if (sub !== undefined) return withPart(each, op, sub, value)
    if (!isObject(value)) throw new ScimError(400, `A value of “${name}” must be an object.`, 'invalidValue')
    return { ...each, ...value }
  })
  home[name] = withOnePrimary(changed, changed.filter((each, index) => each !== values[index]))
}

function withPart(value: JsonObject, op: Op, sub: string, part: Json | undefined): JsonObject {
  const key = Object.keys(value).find((each) => same(each, sub)) ?? sub
  const { [key]: _, ...rest } = value
  return op === 'remove' || part === null || part === undefined ? rest : { ...rest, [key]: part }
}

function listOf(value: Json | undefined, attribute: Attribute | undefined): Json[] {
  if (value === undefined || value === null) return []
  const read = attribute ? readAttribute(value, attribute, attribute.name) : value
  return Array.isArray(read) ? [...read] : read === undefined ? [] : [read]
}

/** A value is the same as another when what it stands for is: a member by its id, an address by itself and its kind. */
function isSameValue(one: Json, other: Json): boolean {
  if (!isObject(one) || !isObject(other)) return one === other
  if (member(one, 'value') === undefined) return isDeepStrictEqual(one, other)
  return member(one, 'value') === member(other, 'value') && (member(one, 'type') ?? null) === (member(other, 'type') ?? member(one, 'type') ?? null)
}

/** A value that comes as the primary one takes that from the others. */
function withOnePrimary(values: Json[], favoured: Json[]): Json[] {
  if (!favoured.some((each) => isObject(each) && isTrue(each.primary))) return values
  return values.map((each) => (isObject(each) && !favoured.includes(each) && isTrue(each.primary) ? { ...each, primary: false } : each))
}

function isTrue(value: Json | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}
