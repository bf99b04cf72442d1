import type { Attribute, Schema } from './attribute'
import { configSchema, resourceTypeSchema, schemaSchema } from './discovery-schemas'
import { enterpriseUserSchema } from './enterprise-user-schema'
import { groupSchema } from './group-schema'
import { userSchema } from './user-schema'

export interface ResourceType {
  name: 'User' | 'Group'
  endpoint: '/Users' | '/Groups'
  description: string
  schema: Schema
  extensions: Schema[]
}

export const userType: ResourceType = { name: 'User', endpoint: '/Users', description: 'People on the roster', schema: userSchema, extensions: [enterpriseUserSchema] }
export const groupType: ResourceType = { name: 'Group', endpoint: '/Groups', description: 'Teams', schema: groupSchema, extensions: [] }

export const resourceTypes = [userType, groupType]
export const schemas: Schema[] = [userSchema, enterpriseUserSchema, groupSchema, configSchema, resourceTypeSchema, schemaSchema]

/** What every resource has beside its schema's attributes. */
const ofEach: Attribute[] = [
  { name: 'schemas', type: 'string', multiValued: true, description: 'The schemas', required: true, caseExact: true, mutability: 'readOnly', returned: 'always', uniqueness: 'none' },
  { name: 'id', type: 'string', multiValued: false, description: 'The id', required: true, caseExact: true, mutability: 'readOnly', returned: 'always', uniqueness: 'server' },
  { name: 'externalId', type: 'string', multiValued: false, description: 'The id in the HR system', required: false, caseExact: true, mutability: 'readWrite', returned: 'default', uniqueness: 'server' },
  {
    name: 'meta', type: 'complex', multiValued: false, description: 'When and where', required: false, caseExact: false, mutability: 'readOnly', returned: 'default', uniqueness: 'none',
    subAttributes: (['resourceType', 'created', 'lastModified', 'location', 'version'] as const).map((name) => ({
      name, type: name === 'created' || name === 'lastModified' ? 'dateTime' : 'string', multiValued: false, description: name, required: false, caseExact: true, mutability: 'readOnly', returned: 'default', uniqueness: 'none',
    })),
  },
]

/** The attributes of a type by its schema's URN, or of an extension; undefined for a URN that is not known. */
export function attributesOf(type: ResourceType, urn: string | undefined): Attribute[] | undefined {
  if (urn === undefined || same(urn, type.schema.id)) return [...ofEach, ...type.schema.attributes]
  return type.extensions.find(({ id }) => same(id, urn))?.attributes
}

/** The URN as we write it, when it is one that the type knows. */
export function knownUrn(type: ResourceType, urn: string): string | undefined {
  return [type.schema, ...type.extensions].map(({ id }) => id).find((id) => same(id, urn))
}

/** Names of attributes and URNs are the same in capital and small letters. */
export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

export function findAttribute(attributes: Attribute[] | undefined, name: string): Attribute | undefined {
  return attributes?.find((each) => same(each.name, name))
}
