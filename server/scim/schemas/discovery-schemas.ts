import { type Attribute, attribute, type Schema } from './attribute'

/** The schemas of what tells about this server, RFC 7643 section 8.7.2. */
const told = (name: string, description: string, more: Partial<Attribute> = {}) => attribute(name, description, { mutability: 'readOnly', ...more })
const flag = (name: string, description: string) => told(name, description, { type: 'boolean', required: true })
const count = (name: string, description: string) => told(name, description, { type: 'integer', required: true })
const feature = (name: string, description: string, more: Attribute[] = []) => told(name, description, { type: 'complex', required: true, subAttributes: [flag('supported', 'Whether it is there.'), ...more] })

export const configSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  name: 'ServiceProviderConfig',
  description: 'What this server can do',
  attributes: [
    told('documentationUri', 'Where this is explained.', { type: 'reference', referenceTypes: ['external'] }),
    feature('patch', 'Changing parts of a resource.'),
    feature('bulk', 'Many changes in one request.', [count('maxOperations', 'The most changes in one request.'), count('maxPayloadSize', 'The most bytes of one request.')]),
    feature('filter', 'Finding by a condition.', [count('maxResults', 'The most resources in one answer.')]),
    feature('changePassword', 'Changing passwords.'),
    feature('sort', 'Sorting what is found.'),
    feature('etag', 'Versions of resources.'),
    told('authenticationSchemes', 'How requests say who sends them.', {
      type: 'complex',
      multiValued: true,
      required: true,
      subAttributes: [told('type', 'The kind.', { required: true }), told('name', 'The name.', { required: true }), told('description', 'What it is.', { required: true }), told('specUri', 'Where it is specified.', { type: 'reference', referenceTypes: ['external'] }), told('documentationUri', 'Where it is explained.', { type: 'reference', referenceTypes: ['external'] }), told('primary', 'Whether it is the preferred one.', { type: 'boolean' })],
    }),
  ],
}

export const resourceTypeSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  name: 'ResourceType',
  description: 'A kind of resource',
  attributes: [
    told('id', 'The id of the kind.'),
    told('name', 'The name of the kind.', { required: true }),
    told('description', 'What it is.'),
    told('endpoint', 'Where it is found.', { type: 'reference', referenceTypes: ['uri'], required: true }),
    told('schema', 'The schema of the kind.', { type: 'reference', referenceTypes: ['uri'], required: true, caseExact: true }),
    told('schemaExtensions', 'What more a resource may say.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [told('schema', 'The schema of it.', { type: 'reference', referenceTypes: ['uri'], required: true, caseExact: true }), flag('required', 'Whether each resource must have it.')],
    }),
  ],
}

const ofAttribute = (): Attribute[] => [
  told('name', 'The name.', { required: true, caseExact: true }),
  told('type', 'The kind of value.', { required: true, canonicalValues: ['string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary'] }),
  flag('multiValued', 'Whether there are several values.'),
  told('description', 'What it is.'),
  flag('required', 'Whether it must be there.'),
  told('canonicalValues', 'Values that are known.', { multiValued: true, caseExact: true }),
  told('caseExact', 'Whether capital letters matter.', { type: 'boolean' }),
  told('mutability', 'Whether it can be changed.', { caseExact: true, canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'] }),
  told('returned', 'Whether it is answered.', { caseExact: true, canonicalValues: ['always', 'never', 'default', 'request'] }),
  told('uniqueness', 'Whether no two may have the same.', { caseExact: true, canonicalValues: ['none', 'server', 'global'] }),
  told('referenceTypes', 'What may be referred to.', { multiValued: true, caseExact: true }),
]

export const schemaSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  name: 'Schema',
  description: 'What a resource may say',
  attributes: [
    told('id', 'The URN of the schema.', { required: true }),
    told('name', 'The name.'),
    told('description', 'What it is.'),
    told('attributes', 'What a resource may say.', {
      type: 'complex',
      multiValued: true,
      required: true,
      subAttributes: [...ofAttribute(), told('subAttributes', 'The parts of it.', { type: 'complex', multiValued: true, subAttributes: ofAttribute() })],
    }),
  ],
}
