import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition, fieldsOfCondition } from '../../revops/describe-condition'
import { defineNode } from '../../sdk/define-node'

export const branch = defineNode({
  type: 'branch',
  title: 'Branch',
  family: 'condition',
  icon: 'split',
  description: 'Asks a question about the record and goes one of two ways. A missing field counts as “no”.',
  params: z.object({
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Go on “yes” when', description: 'Fields of the lead, and what steps before this one remember or leave.' }),
    yes: z.string().max(60).default('Yes').meta({ title: 'Words on the “yes” way', description: 'Stands on the line, so that everybody can read the flow.' }),
    no: z.string().max(60).default('No').meta({ title: 'Words on the “no” way', description: 'Stands on the line, so that everybody can read the flow.' }),
  }),
  outlets: (params) => [
    { name: 'yes', label: params.yes, side: 'down' },
    { name: 'no', label: params.no, side: 'right' },
  ],
  summary: (params) => describeCondition(params.condition) || 'Always yes: no question yet',
  lower: () => ({ op: 'branch' }),
  reads: (params) => fieldsOfCondition(params.condition),
})
