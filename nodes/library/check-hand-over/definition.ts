import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const checkHandOver = defineNode({
  type: 'check-hand-over',
  title: t('Check the hand-over'),
  family: 'routing',
  icon: 'user-check',
  description: t('Looks where the leads of one person have gone since the run began: who has them now, and which found nobody. What stands nowhere is put in a queue that is watched.'),
  params: z.object({
    queue: z.string().max(40).default('').meta({ title: t('Queue'), description: t('For leads that nobody has, that no queue holds and that are offered to nobody.'), widget: 'queue' }),
  }),
  outlets: () => [
    { name: 'all', label: t('All have somebody'), side: 'down' },
    { name: 'some', label: t('Some found nobody'), side: 'right' },
  ],
  summary: (params, names) => (params.queue === '' ? t('No queue chosen yet') : t('What stands nowhere goes to {queue}', { queue: names.of('queue', params.queue) })),
  produces: () => [
    { name: 'moved', label: t('How many leads have somebody else'), type: 'number', example: 12 },
    { name: 'movedTo', label: t('Who has which lead now'), type: 'text', example: '• Lena Brandt → Mia Novak' },
    { name: 'waiting', label: t('How many leads found nobody'), type: 'number', example: 1 },
    { name: 'waitingFor', label: t('Which leads found nobody'), type: 'text', example: '• Ida Sørensen' },
    { name: 'left', label: t('How many leads are still theirs'), type: 'number', example: 0 },
  ],
  lower: () => ({ op: 'records' }),
})
