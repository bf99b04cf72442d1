import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition, fieldsOfCondition } from '../../revops/describe-condition'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const branch = defineNode({
  type: 'branch',
  title: t('Branch'),
  family: 'condition',
  icon: 'split',
  description: t('Asks a question about the record and goes one of two ways. A missing field counts as “no”.'),
  params: z.object({
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: t('Go on “yes” when'), description: t('Fields of the lead, and what steps before this one remember or leave.') }),
    yes: z.string().max(60).default('Yes').meta({ title: t('Words on the “yes” way'), description: t('Stands on the line, so that everybody can read the flow.') }),
    no: z.string().max(60).default('No').meta({ title: t('Words on the “no” way'), description: t('Stands on the line, so that everybody can read the flow.') }),
  }),
  outlets: (params) => [
    { name: 'yes', label: params.yes, side: 'down' },
    { name: 'no', label: params.no, side: 'right' },
  ],
  summary: (params) => describeCondition(params.condition) || t('Always yes: no question yet'),
  lower: () => ({ op: 'branch' }),
  reads: (params) => fieldsOfCondition(params.condition),
})
