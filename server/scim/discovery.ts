import type { JsonObject } from '#nodes/sdk/json'
import { maxResults } from './query/list-resources'
import type { BaseUrl } from './resources/render'
import type { Attribute } from './schemas/attribute'
import { configSchema, resourceTypeSchema, schemaSchema } from './schemas/discovery-schemas'
import { resourceTypes, schemas } from './schemas/resource-types'

/** What this server can do, RFC 7643 section 5. */
export function serviceProviderConfig(base: BaseUrl): JsonObject {
  return {
    schemas: [configSchema.id],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer token', description: 'A token that an admin makes at Settings, “From your HR system”.', specUri: 'https://www.rfc-editor.org/info/rfc6750', primary: true }],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  }
}

export function listResourceTypes(base: BaseUrl): (JsonObject & { id: string })[] {
  return resourceTypes.map(({ name, endpoint, description, schema, extensions }) => ({
    schemas: [resourceTypeSchema.id],
    id: name,
    name,
    description,
    endpoint,
    schema: schema.id,
    ...(extensions.length > 0 && { schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })) }),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  }))
}

export function listSchemas(base: BaseUrl): (JsonObject & { id: string })[] {
  return schemas.map(({ id, name, description, attributes }) => ({
    schemas: [schemaSchema.id],
    id,
    name,
    description,
    attributes: attributes.map(describe),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  }))
}

function describe({ subAttributes, ...attribute }: Attribute): JsonObject {
  return { ...attribute, ...(subAttributes && { subAttributes: subAttributes.map(describe) }) }
}
