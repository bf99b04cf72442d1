import { z } from 'zod'
import { type EndReason, endReasons } from '../../revops/end-reasons'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const end = defineNode({
  type: 'end',
  title: t('End'),
  family: 'end',
  icon: 'flag',
  description: t('Ends the run and says why. No run ends without a reason.'),
  params: z.object({
    reason: z.enum(Object.keys(endReasons) as EndReason[]).default('completed').meta({ title: t('Because'), description: t('Stands with the run in every list and report.'), enumNames: Object.values(endReasons) }),
  }),
  outlets: () => [],
  summary: (params) => endReasons[params.reason],
  lower: (params) => ({ op: 'end', reason: params.reason }),
})
