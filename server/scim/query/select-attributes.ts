import type { JsonObject } from '#nodes/sdk/json'
import { knownUrn, type ResourceType, same } from '../schemas/resource-types'
import { ScimError } from '../scim-error'
import { type AttributePath, readAttributePath } from './attribute-path'
import { isObject } from './values-at'

export interface Selection {
  attributes?: string[]
  excludedAttributes?: string[]
}

const always = ['schemas', 'id']

/** What is answered of a resource: all of it, only what was asked for, or all but something. Id and schemas are always there. */
export function selectAttributes(resource: JsonObject, { attributes, excludedAttributes }: Selection, type: ResourceType): JsonObject {
  if (attributes && excludedAttributes) throw new ScimError(400, 'Ask either for attributes or for excludedAttributes.', 'invalidValue')
  const wanted = attributes?.map((text) => readAttributePath(text, type))
  const unwanted = excludedAttributes?.map((text) => readAttributePath(text, type))
  if (!wanted && !unwanted) return resource
  return Object.fromEntries(
    Object.entries(resource).flatMap(([key, value]) => {
      if (always.includes(key)) return [[key, value]]
      const urn = knownUrn(type, key) ?? (/^urn:/i.test(key) ? key : undefined)
      const kept = urn === undefined ? pick(key, value, undefined, wanted, unwanted) : keepExtension(urn, value, wanted, unwanted)
      return kept === undefined ? [] : [[key, kept]]
    }),
  )
}

function keepExtension(urn: string, value: JsonObject[string], wanted?: AttributePath[], unwanted?: AttributePath[]): JsonObject[string] | undefined {
  const isWhole = (each: AttributePath) => each.name === undefined && each.urn !== undefined && same(each.urn, urn)
  if (unwanted?.some(isWhole)) return undefined
  if (wanted?.some(isWhole) || !isObject(value)) return wanted && !wanted.some(isWhole) ? undefined : value
  const parts = Object.entries(value).flatMap(([key, part]) => {
    const kept = pick(key, part, urn, wanted, unwanted)
    return kept === undefined ? [] : [[key, kept] as const]
  })
  return parts.length === 0 ? undefined : Object.fromEntries(parts)
}

function pick(key: string, value: JsonObject[string], urn: string | undefined, wanted?: AttributePath[], unwanted?: AttributePath[]): JsonObject[string] | undefined {
  const about = (each: AttributePath) => each.name !== undefined && same(each.name, key) && same(each.urn ?? '', urn ?? '')
  const isWanted = wanted?.filter(about)
  const isUnwanted = unwanted?.filter(about) ?? []
  if (isWanted?.length === 0 || isUnwanted.some(({ sub }) => sub === undefined)) return undefined
  const keep = (sub: string) => (!isWanted || isWanted.some((each) => each.sub === undefined || same(each.sub, sub))) && !isUnwanted.some((each) => each.sub !== undefined && same(each.sub, sub))
  if (Array.isArray(value)) return value.map((each) => (isObject(each) ? filterParts(each, keep) : each))
  return isObject(value) ? filterParts(value, keep) : value
}

function filterParts(value: JsonObject, keep: (sub: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([sub]) => keep(sub)))
}
