import { findAttribute, attributesOf, knownUrn, type ResourceType } from '../schemas/resource-types'
import type { Attribute } from '../schemas/attribute'
import { ScimError } from '../scim-error'

/** The way to a value within a resource: `name.givenName`, `urn:…:User:manager`, or a whole extension. */
export interface AttributePath {
  /** Of the extension that it lies in; undefined for the core schema. */
  urn?: string
  /** Undefined when the whole extension is meant. */
  name?: string
  sub?: string
  /** What the schemas say of `name`, when they know it. */
  attribute?: Attribute
  subAttribute?: Attribute
}

const namePattern = /^[A-Za-z$][\w$-]*$/

/** Reads a path without conditions. Names that no schema knows are taken as they are: what HR systems add is kept as well. */
export function readAttributePath(text: string, type: ResourceType): AttributePath {
  const { urn, rest } = splitUrn(text, type)
  const inCore = urn !== undefined && urn === type.schema.id
  if (rest === '' && urn !== undefined && !inCore) return { urn }
  const [name = '', sub, ...more] = rest.split('.')
  if (!namePattern.test(name) || (sub !== undefined && !namePattern.test(sub)) || more.length > 0) throw new ScimError(400, `“${text.slice(0, 200)}” is not the path of an attribute.`, 'invalidPath')
  const attribute = findAttribute(attributesOf(type, urn), name)
  const subAttribute = sub === undefined ? undefined : findAttribute(attribute?.subAttributes, sub)
  return {
    ...(urn !== undefined && !inCore && { urn }),
    name: attribute?.name ?? name,
    ...(attribute && { attribute }),
    ...(sub !== undefined && { sub: subAttribute?.name ?? sub }),
    ...(subAttribute && { subAttribute }),
  }
}

/** URNs hold dots and colons: known ones are looked for first, of others the last colon ends them. */
function splitUrn(text: string, type: ResourceType): { urn?: string; rest: string } {
  if (!/^urn:/i.test(text)) return { rest: text }
  for (const { id } of [type.schema, ...type.extensions]) {
    if (text.length === id.length && knownUrn(type, text)) return { urn: id, rest: '' }
    if (text[id.length] === ':' && knownUrn(type, text.slice(0, id.length))) return { urn: id, rest: text.slice(id.length + 1) }
  }
  const last = text.lastIndexOf(':')
  // The last part of a schema's URN begins with a capital (User), that of an attribute does not.
  if (/^[A-Z][^.]*$/.test(text.slice(last + 1))) return { urn: text, rest: '' }
  return { urn: text.slice(0, last), rest: text.slice(last + 1) }
}
