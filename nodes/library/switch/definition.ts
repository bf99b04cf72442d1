import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition, fieldsOfCondition } from '../../revops/describe-condition'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { areDifferent, WayId } from '../../sdk/ways'
import { t } from '../../sdk/t'

const noRules: RuleGroup = { combinator: 'and', rules: [] }

const Way = z.object({
  id: WayId,
  name: z.string().min(1, t('Give the way a name')).max(60).default('New way').meta({ title: t('Name of the way'), description: t('Stands on the line.') }),
  condition: RuleGroup.default(noRules).meta({ title: t('Goes this way when'), description: t('Fields of the lead, and what steps before this one remember or leave.') }),
})

export const switchNode = defineNode({
  type: 'switch',
  title: t('Choose a way'),
  family: 'condition',
  icon: 'signpost',
  description: t('Asks several questions about the record, one after another, and goes the first way whose answer is yes; else the last way. A missing field counts as “no”.'),
  params: z.object({
    ways: z
      .array(Way)
      .min(1, t('Add at least one way'))
      .max(20, t('A step has at most 20 ways'))
      .refine(areDifferent, t('Two ways have the same inner name'))
      .default([{ id: 'a', name: 'First way', condition: noRules }, { id: 'b', name: 'Second way', condition: noRules }])
      .meta({ title: t('Ways: the first that fits is taken'), description: t('Asked from the top; put the narrowest first.'), widget: 'ways' }),
    otherwise: z.string().min(1).max(60).default('Otherwise').meta({ title: t('Words on the way for all others'), description: t('Stands on the line.') }),
  }),
  outlets: (params) => [
    // Two ways leave by a side each; more stand beside one another.
    ...params.ways.map((way, index): Outlet => ({ name: way.id, label: way.name, side: params.ways.length === 2 && index === 1 ? 'left' : 'down' })),
    { name: 'otherwise', label: params.otherwise, side: 'right' },
  ],
  summary: (params) => {
    const [first] = params.ways
    return params.ways.length === 1 && first ? describeCondition(first.condition) || t('No question yet') : t('{ways} or {otherwise}', { ways: params.ways.map((way) => way.name).join(', '), otherwise: params.otherwise.toLowerCase() })
  },
  lower: () => ({ op: 'branch' }),
  reads: (params) => [...new Set(params.ways.flatMap((way) => fieldsOfCondition(way.condition)))],
})
