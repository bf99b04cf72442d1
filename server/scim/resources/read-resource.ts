import type { Json, JsonObject } from '#nodes/sdk/json'
import { isObject, member } from '../query/values-at'
import type { Attribute } from '../schemas/attribute'
import { attributesOf, findAttribute, knownUrn, type ResourceType } from '../schemas/resource-types'
import { ScimError } from '../scim-error'

const maxTextLength = 10_000

/**
 * A resource as it was sent, in the form that the schemas have: names in their spelling, values of their type (systems send
 * "True" for true), nothing that is empty or that only we may set. What no schema knows is kept as it came; passwords are not.
 */
export function readResource(sent: Json, type: ResourceType): JsonObject {
  if (!isObject(sent)) throw new ScimError(400, 'The body must be a JSON object.', 'invalidSyntax')
  const core = attributesOf(type, undefined) ?? []
  const read = readParts(sent, core, '')
  for (const [key, value] of Object.entries(read)) {
    const urn = knownUrn(type, key)
    if (urn === undefined) continue
    delete read[key]
    if (!isObject(value)) throw new ScimError(400, `“${urn}” must be an object.`, 'invalidValue')
    const parts = readParts(value, attributesOf(type, urn) ?? [], `${urn}:`)
    if (Object.keys(parts).length > 0) read[urn] = parts
  }
  delete read.schemas
  const missing = core.find(({ name, required, mutability, type: kind }) => required && mutability !== 'readOnly' && kind !== 'boolean' && member(read, name) === undefined)
  if (missing) throw new ScimError(400, `“${missing.name}” is missing.`, 'invalidValue')
  return read
}

function readParts(sent: JsonObject, attributes: Attribute[], prefix: string): JsonObject {
  const read: JsonObject = {}
  for (const [key, value] of Object.entries(sent)) {
    if (key.toLowerCase() === 'password') continue
    const attribute = findAttribute(attributes, key)
    if (attribute?.mutability === 'readOnly') continue
    const made = attribute ? readAttribute(value, attribute, prefix + attribute.name) : value
    if (made === null || made === undefined || (Array.isArray(made) && made.length === 0) || (isObject(made) && Object.keys(made).length === 0)) continue
    read[attribute?.name ?? key] = made
  }
  return read
}

/** Reads the value of an attribute; null and '' are no value. */
export function readAttribute(value: Json, attribute: Attribute, path: string): Json | undefined {
  if (value === null) return undefined
  if (attribute.multiValued) {
    const values = (Array.isArray(value) ? value : [value]).flatMap((each) => {
      const read = readOne(each, attribute, path)
      return read === undefined || read === null ? [] : [read]
    })
    if (values.filter((each) => isObject(each) && each.primary === true).length > 1) throw new ScimError(400, `More than one value of “${path}” is marked as primary.`, 'invalidValue')
    return values
  }
  // Some systems send a list of one.
  const [first, ...more] = Array.isArray(value) ? value : [value]
  if (more.length > 0) throw new ScimError(400, `“${path}” has one value, not several.`, 'invalidValue')
  return first === undefined ? undefined : readOne(first, attribute, path)
}

function readOne(value: Json, attribute: Attribute, path: string): Json | undefined {
  if (value === null) return undefined
  if (attribute.type === 'complex') {
    const parts = attribute.subAttributes ?? []
    if (isObject(value)) return readParts(value, parts, `${path}.`)
    // The id of a manager or a member alone, as Entra ID sends it.
    if (typeof value === 'string' && findAttribute(parts, 'value')) return value === '' ? undefined : { value }
    throw new ScimError(400, `“${path}” must be an object.`, 'invalidValue')
  }
  if (attribute.type === 'boolean') {
    if (typeof value === 'boolean') return value
    if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
    throw new ScimError(400, `“${path}” must be true or false.`, 'invalidValue')
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new ScimError(400, `“${path}” must be a text.`, 'invalidValue')
  const text = String(value)
  if (text.length > maxTextLength) throw new ScimError(400, `“${path}” is longer than ${maxTextLength} characters.`, 'invalidValue')
  return text === '' ? undefined : text
}
