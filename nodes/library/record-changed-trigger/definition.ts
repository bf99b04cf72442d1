import { z } from 'zod'
import { againOf, againParams, settleOf, settleParams } from '../../revops/again'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { findField, leadFields } from '../../revops/fields'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const changing = leadFields.filter((field) => field.writable)

export const recordChangedTrigger = defineNode({
  type: 'record-changed-trigger',
  title: t('When a field changes'),
  family: 'trigger',
  icon: 'diff',
  description: t('Starts the flow when a field of the lead really changes, whoever changes it: a person, another system or another flow.'),
  params: z.object({
    fields: z
      .array(z.enum(changing.map((field) => field.path)))
      .max(changing.length)
      .default([])
      .meta({ title: t('Any of these fields (none ticked: every field)'), description: t('A change to the same value is none.'), enumNames: changing.map((field) => field.label) }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: t('Only if the lead then fits'), description: t('Asked after the change. Without a rule everybody fits.') }),
    when: z.enum(['each', 'begins', 'begins-or-arrives']).default('each').meta({
      title: t('Start'), description: t('“Begins to fit”: at the change by which the score goes over 80, and not again while it stays there. Needs a rule above.'),
      enumNames: [t('At each such change'), t('Only when the lead begins to fit'), t('When the lead begins to fit, or arrives so')],
    }),
    ...settleParams,
    ...againParams,
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ fields, condition, when }) => {
    if (when !== 'each' && condition.rules.length > 0) return t('The lead begins to fit: {condition}', { condition: describeCondition(condition) })
    const [field, other, ...more] = fields.map((path) => findField(path)?.label ?? path)
    if (field === undefined) return t('Any field of the lead changes')
    if (other === undefined) return t('{field} changes', { field })
    return more.length === 0 ? t('{field} or {other} changes', { field, other }) : t('{field} or {count} other fields change', { field, count: fields.length - 1 })
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ fields, condition, when, ...more }) => {
    const asked = condition.rules.length > 0
    const how = { ...settleOf(more), ...againOf(more) }
    const change = { on: 'event' as const, event: 'lead.updated', ...(fields.length > 0 && { fields }), ...(asked && { condition }), ...how }
    if (!asked || when === 'each') return change
    const begins = { ...change, crossing: true as const }
    return when === 'begins' ? begins : [begins, { on: 'event', event: 'lead.received', condition, ...how }]
  },
})
