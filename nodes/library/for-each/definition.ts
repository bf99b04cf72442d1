import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition, fieldsOfCondition } from '../../revops/describe-condition'
import { findField } from '../../revops/fields'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const forEach = defineNode({
  type: 'for-each',
  title: t('For each'),
  family: 'control',
  icon: 'list-ordered',
  description: t('Does the steps that lead back to it once for each lead that fits, each entry of a list, or each line of a text; one after another. In texts, {entry} is the entry and {number} its place.', { entry: '{{ item.value }}', number: '{{ item.number }}' }),
  params: z.object({
    over: z.enum(['leads', 'list', 'lines']).default('leads').meta({
      title: t('For each'), description: t('The steps that lead back here are done once for each.'), enumNames: [t('Lead that fits'), t('Entry of a list'), t('Line of a text')],
    }),
    fit: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: t('Leads that fit'), description: t('Looked up once, when the step begins. Without a rule it is every lead.'), showWhen: { over: 'leads' } }),
    limit: z.number().int().min(1).max(10_000, t('At most 10,000')).default(1_000).meta({
      title: t('At most'), description: t('When more leads fit, the step fails and nothing is done by halves.'), showWhen: { over: 'leads' },
    }),
    list: z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,199}$/, t('Write the field as lead.skills or outputs.STEP.NAME')).default('lead.skills').meta({
      title: t('The list'), description: t('A field that holds a list, or a text with commas.'), widget: 'list-field', showWhen: { over: 'list' },
    }),
    lines: z.string().max(20_000).default('').meta({ title: t('A line for each'), description: t('Each line is an entry; empty lines are left out. Fields are filled in first.'), widget: 'long-text', showWhen: { over: 'lines' } }),
  }),
  outlets: () => [
    { name: 'each', label: t('For each'), side: 'down' },
    { name: 'done', label: t('When all are done'), side: 'right' },
  ],
  summary: (params) => {
    if (params.over === 'list') return t('Each entry of “{field}”', { field: findField(params.list)?.label ?? params.list })
    if (params.over === 'lines') return t('Each line of a text')
    const fit = describeCondition(params.fit)
    return fit === '' ? t('Each lead there is') : t('Each lead: {fit}', { fit })
  },
  lower: () => ({ op: 'forEach' }),
  reads: (params) => (params.over === 'leads' ? fieldsOfCondition(params.fit) : params.over === 'list' ? [params.list] : []),
})
