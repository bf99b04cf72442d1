import { z } from 'zod'
import { type Rule, RuleGroup } from '../../revops/condition'
import { findField } from '../../revops/fields'
import { defineNode } from '../../sdk/define-node'

const words: Record<Rule['operator'], string> = {
  '=': 'is', '!=': 'is not', '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least', contains: 'contains',
  doesNotContain: 'does not contain', beginsWith: 'begins with', endsWith: 'ends with', in: 'is one of', notIn: 'is none of',
  between: 'between', null: 'is empty', notNull: 'is known',
}

export const branch = defineNode({
  type: 'branch',
  title: 'Branch',
  family: 'condition',
  icon: 'split',
  description: 'Asks a question about the record and goes one of two ways. A missing field counts as “no”.',
  params: z.object({
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Go on “yes” when' }),
    yes: z.string().max(60).default('Yes').meta({ title: 'Words on the “yes” way' }),
    no: z.string().max(60).default('No').meta({ title: 'Words on the “no” way' }),
  }),
  outlets: (params) => [
    { name: 'yes', label: params.yes, side: 'down' },
    { name: 'no', label: params.no, side: 'right' },
  ],
  summary: (params) => describe(params.condition),
  lower: () => ({ op: 'branch' }),
})

function describe(group: RuleGroup): string {
  const parts = group.rules.map((rule) => {
    if ('rules' in rule) return `(${describe(rule)})`
    const value = rule.value === null || rule.value === undefined || /null/i.test(rule.operator) ? '' : ` ${Array.isArray(rule.value) ? rule.value.join(', ') : String(rule.value)}`
    return `${findField(rule.field)?.label ?? rule.field} ${words[rule.operator]}${value}`
  })
  const sentence = parts.join(` ${group.combinator} `) || 'Always yes: no question yet'
  return group.not ? `Not: ${sentence}` : sentence
}
