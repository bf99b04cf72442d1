/** An attribute as RFC 7643 section 7 describes it: what `/Schemas` answers, and what incoming resources are read by. */
export interface Attribute {
  name: string
  type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'binary' | 'integer' | 'complex'
  multiValued: boolean
  description: string
  required: boolean
  caseExact: boolean
  mutability: 'readOnly' | 'readWrite' | 'immutable'
  returned: 'always' | 'default'
  uniqueness: 'none' | 'server'
  canonicalValues?: string[]
  referenceTypes?: string[]
  subAttributes?: Attribute[]
}

export interface Schema {
  id: string
  name: string
  description: string
  attributes: Attribute[]
}

/** An attribute with one text that may be changed, except for what `more` says. */
export function attribute(name: string, description: string, more: Partial<Attribute> = {}): Attribute {
  return { name, type: 'string', multiValued: false, description, required: false, caseExact: false, mutability: 'readWrite', returned: 'default', uniqueness: 'none', ...more }
}

/** Several values of one kind, of which one may be the primary one. */
export function plural(name: string, description: string, { types, value }: { types?: string[]; value?: Partial<Attribute> } = {}): Attribute {
  return attribute(name, description, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', 'The value itself.', value),
      attribute('display', 'How the value is shown to people.'),
      attribute('type', 'What the value is used for.', types && { canonicalValues: types }),
      attribute('primary', 'Whether this is the preferred value; one at most.', { type: 'boolean' }),
    ],
  })
}
