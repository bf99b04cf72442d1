import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const who = { owner: t('Whoever has the lead'), workspace: t('Anybody: it is working time') } as const

export const isThere = defineNode({
  type: 'is-there',
  title: t('Is somebody there now?'),
  family: 'condition',
  icon: 'user-check',
  description: t('Asks whether a person could see to the lead at this moment: whoever has it is not away, not signed off, and it is working time where they are.'),
  params: z.object({
    who: z.enum(Object.keys(who) as (keyof typeof who)[]).default('owner').meta({ title: t('Who'), description: t('A lead that nobody has is nobody’s: the answer is no.'), enumNames: Object.values(who) }),
  }),
  outlets: () => [
    { name: 'there', label: t('Yes'), side: 'down' },
    { name: 'away', label: t('No'), side: 'right' },
  ],
  summary: (params) => who[params.who],
  lower: () => ({ op: 'records' }),
})
