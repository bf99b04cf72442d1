import { attribute, type Schema } from './attribute'

export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** A team. A person is in one team: coming into another one is leaving the first. */
export const groupSchema: Schema = {
  id: groupUrn,
  name: 'Group',
  description: 'A team; each person is in one',
  attributes: [
    attribute('displayName', 'The name of the team.', { required: true }),
    attribute('members', 'The people of the team. Who is taken out of it comes into the team “From the HR system”.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('value', 'The id of the person.', { mutability: 'immutable' }),
        attribute('$ref', 'The address of the person.', { type: 'reference', referenceTypes: ['User'], mutability: 'immutable' }),
        attribute('type', 'What the member is.', { canonicalValues: ['User'], mutability: 'immutable' }),
      ],
    }),
  ],
}
