import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition, fieldsOfCondition } from '../../revops/describe-condition'
import { findField } from '../../revops/fields'
import { defineNode } from '../../sdk/define-node'

export const forEach = defineNode({
  type: 'for-each',
  title: 'For each',
  family: 'control',
  icon: 'list-ordered',
  description: 'Does the steps that lead back to it once for each lead that fits, each entry of a list, or each line of a text; one after another. In texts, {{ item.value }} is the entry and {{ item.number }} its place.',
  params: z.object({
    over: z.enum(['leads', 'list', 'lines']).default('leads').meta({
      title: 'For each', description: 'The steps that lead back here are done once for each.', enumNames: ['Lead that fits', 'Entry of a list', 'Line of a text'],
    }),
    fit: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Leads that fit', description: 'Looked up once, when the step begins. Without a rule it is every lead.', showWhen: { over: 'leads' } }),
    limit: z.number().int().min(1).max(10_000, 'At most 10,000').default(1_000).meta({
      title: 'At most', description: 'When more leads fit, the step fails and nothing is done by halves.', showWhen: { over: 'leads' },
    }),
    list: z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,199}$/, 'Write the field as lead.skills or outputs.STEP.NAME').default('lead.skills').meta({
      title: 'The list', description: 'A field that holds a list, or a text with commas.', widget: 'list-field', showWhen: { over: 'list' },
    }),
    lines: z.string().max(20_000).default('').meta({ title: 'A line for each', description: 'Each line is an entry; empty lines are left out. Fields are filled in first.', widget: 'long-text', showWhen: { over: 'lines' } }),
  }),
  outlets: () => [
    { name: 'each', label: 'For each', side: 'down' },
    { name: 'done', label: 'When all are done', side: 'right' },
  ],
  summary: (params) => {
    if (params.over === 'list') return `Each entry of “${findField(params.list)?.label ?? params.list}”`
    if (params.over === 'lines') return 'Each line of a text'
    const fit = describeCondition(params.fit)
    return fit === '' ? 'Each lead there is' : `Each lead: ${fit}`
  },
  lower: () => ({ op: 'forEach' }),
  reads: (params) => (params.over === 'leads' ? fieldsOfCondition(params.fit) : params.over === 'list' ? [params.list] : []),
})
