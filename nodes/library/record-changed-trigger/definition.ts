import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { findField, leadFields } from '../../revops/fields'
import { defineNode } from '../../sdk/define-node'

const changing = leadFields.filter((field) => field.writable)

export const recordChangedTrigger = defineNode({
  type: 'record-changed-trigger',
  title: 'When a field changes',
  family: 'trigger',
  icon: 'diff',
  description: 'Starts the flow when a field of the lead really changes, whoever changes it: a person, another system or another flow.',
  params: z.object({
    fields: z
      .array(z.enum(changing.map((field) => field.path)))
      .max(changing.length)
      .default([])
      .meta({ title: 'Any of these fields (none ticked: every field)', description: 'A change to the same value is none.', enumNames: changing.map((field) => field.label) }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Only if the lead then fits', description: 'Asked after the change. Without a rule everybody fits.' }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ fields }) => {
    const words = fields.map((field) => findField(field)?.label ?? field)
    if (words.length === 0) return 'Any field of the lead changes'
    return words.length <= 2 ? `${words.join(' or ')} changes` : `${words[0]} or ${words.length - 1} other fields change`
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ fields, condition }) => ({ on: 'event', event: 'lead.updated', ...(fields.length > 0 && { fields }), ...(condition.rules.length > 0 && { condition }) }),
})
