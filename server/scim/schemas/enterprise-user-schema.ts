import { attribute, type Schema } from './attribute'

export const enterpriseUserUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export const enterpriseUserSchema: Schema = {
  id: enterpriseUserUrn,
  name: 'EnterpriseUser',
  description: 'Where a person stands in the organization',
  attributes: [
    attribute('employeeNumber', 'The number of the person in the organization.'),
    attribute('costCenter', 'The cost center.'),
    attribute('organization', 'The organization.'),
    attribute('division', 'The division.'),
    attribute('department', 'The department.'),
    attribute('manager', 'Who leads the person: told when the person does not answer.', {
      type: 'complex',
      subAttributes: [
        attribute('value', 'The id of the manager here.'),
        attribute('$ref', 'The address of the manager here.', { type: 'reference', referenceTypes: ['User'] }),
      ],
    }),
  ],
}
