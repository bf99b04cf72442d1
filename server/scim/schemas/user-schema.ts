import { attribute, plural, type Schema } from './attribute'

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** A person on the roster. There is no password: whoever signs in here is invited here. */
export const userSchema: Schema = {
  id: userUrn,
  name: 'User',
  description: 'A person on the roster',
  attributes: [
    attribute('userName', 'The name of the person in the HR system.', { required: true, uniqueness: 'server' }),
    attribute('name', 'The parts of the person’s name.', {
      type: 'complex',
      subAttributes: [
        attribute('formatted', 'The whole name as it is shown.'),
        attribute('familyName', 'The family name.'),
        attribute('givenName', 'The given name.'),
        attribute('middleName', 'The middle names.'),
        attribute('honorificPrefix', 'What stands before the name.'),
        attribute('honorificSuffix', 'What stands after the name.'),
      ],
    }),
    attribute('displayName', 'The name under which the person is shown.'),
    attribute('nickName', 'How the person is called.'),
    attribute('profileUrl', 'A page about the person.', { type: 'reference', referenceTypes: ['external'] }),
    attribute('title', 'What the person does, as “Vice President”.'),
    attribute('userType', 'How the person belongs to the organization.'),
    attribute('preferredLanguage', 'The language that the person likes best.'),
    attribute('locale', 'How numbers and dates are shown to the person.'),
    attribute('timezone', 'The person’s time zone as the IANA database names it. Without one the zone of the business hours counts.', {
      canonicalValues: [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])],
    }),
    attribute('active', 'Whether the person works here now; true when it is not said. Who is not active gets no leads.', { type: 'boolean', required: true }),
    plural('emails', 'Addresses; the primary one is where messages go, else the one for work, else the first.', { types: ['work', 'home', 'other'] }),
    plural('phoneNumbers', 'Telephone numbers.', { types: ['work', 'home', 'mobile', 'fax', 'pager', 'other'] }),
    plural('ims', 'Addresses of instant messengers.'),
    plural('photos', 'Pictures of the person.', { types: ['photo', 'thumbnail'], value: { type: 'reference', referenceTypes: ['external'] } }),
    attribute('addresses', 'Where the person works or lives.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('formatted', 'The whole address.'),
        attribute('streetAddress', 'Street and number.'),
        attribute('locality', 'The town.'),
        attribute('region', 'The state or region.'),
        attribute('postalCode', 'The postal code.'),
        attribute('country', 'The country.'),
        attribute('type', 'What the address is used for.', { canonicalValues: ['work', 'home', 'other'] }),
        attribute('primary', 'Whether this is the preferred address; one at most.', { type: 'boolean' }),
      ],
    }),
    attribute('groups', 'The team of the person.', {
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      subAttributes: [
        attribute('value', 'The id of the team.', { mutability: 'readOnly' }),
        attribute('$ref', 'The address of the team.', { type: 'reference', referenceTypes: ['Group'], mutability: 'readOnly' }),
        attribute('display', 'The name of the team.', { mutability: 'readOnly' }),
      ],
    }),
    plural('entitlements', 'What the person is entitled to.'),
    plural('roles', 'What the person does in the HR system.'),
    plural('x509Certificates', 'Certificates of the person.', { value: { type: 'binary' } }),
  ],
}
