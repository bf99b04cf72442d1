import { z } from 'zod'
import type { WhichLeads } from '../../revops/redistribute'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const whichWords: Record<WhichLeads | 'this', string> = {
  'above-room': t('What is above their room'), untouched: t('What nobody has contacted'), all: t('All of their leads'), this: t('The lead of this run'),
}

export const redistribute = defineNode({
  type: 'redistribute',
  title: t('Redistribute leads'),
  family: 'routing',
  icon: 'shuffle',
  description: t('Gives leads of one person to others of the team who have room: uncontacted ones first, then the youngest. First it can only propose; the same step after a yes does what was proposed, as far as it holds still.'),
  params: z.object({
    mode: z.enum(['propose', 'do']).default('propose').meta({
      title: t('What happens'), description: t('Proposed moves are listed for a question to the manager. “Give them away” does what an earlier step proposed, or decides now if none did.'), enumNames: [t('Only propose'), t('Give them away')],
    }),
    which: z.enum(Object.keys(whichWords) as (keyof typeof whichWords)[]).default('above-room').meta({
      title: t('Which leads'), description: t('Of whoever has the lead of this run, or of the person whom the event is about.'), enumNames: Object.values(whichWords),
    }),
    downTo: z.number().int().min(0).max(100).default(100).meta({ title: t('Until so much of the room is taken, in %'), description: t('100: until nothing is above the room. Less leaves some of it free.'), showWhen: { which: 'above-room' } }),
    askAbove: z.number().int().min(0).max(1_000).default(0).meta({ title: t('Ask when more move than'), description: t('Up to so many take the way “No need to ask”. 0: always ask.'), showWhen: { mode: 'propose' } }),
    most: z.number().int().min(1).max(200).default(50).meta({ title: t('At most so many at once'), description: t('The others stay where they are.'), advanced: true }),
    times: z.number().int().min(1).max(10).default(2).meta({ title: t('The lead moves at most'), description: t('So often within one run; after that it stays where it is.'), showWhen: { which: 'this' } }),
    keepTouchedDays: z.number().int().min(0).max(365).default(3).meta({ title: t('Stays after contact for (days)'), description: t('A lead with contact within this time stays with whoever has it. 0: it may go.'), advanced: true }),
    keepTakenHours: z.number().int().min(0).max(168).default(4).meta({ title: t('Stays after “I have it” for (hours)'), description: t('A lead that was taken within this time stays. 0: it may go.'), advanced: true }),
  }),
  outlets: (params) =>
    params.mode === 'do'
      ? [{ name: 'moved', label: t('Given away'), side: 'down' }, { name: 'none', label: t('Nothing moved'), side: 'right' }]
      : [{ name: 'ask', label: params.askAbove === 0 ? t('Ask first') : t('More than {count}: ask first', { count: params.askAbove }), side: 'down' }, { name: 'go', label: t('No need to ask'), side: 'left' }, { name: 'none', label: t('Nothing can move'), side: 'right' }],
  summary: (params) => (params.mode === 'do' ? t('Give away: {which}', { which: whichWords[params.which] }) : t('Propose: {which}', { which: whichWords[params.which] })),
  produces: () => [
    { name: 'personName', label: t('Whose leads they are'), type: 'text', example: 'Tom Okafor' },
    { name: 'count', label: t('How many leads move'), type: 'number', example: 3 },
    { name: 'moves', label: t('Which lead goes to whom'), type: 'text', example: '• Lena Brandt → Mia Novak, not contacted yet' },
    { name: 'stayed', label: t('How many leads stay'), type: 'number', example: 1 },
    { name: 'kept', label: t('Which leads stay, and why'), type: 'text', example: '• Ida Sørensen stays: there was contact of late' },
  ],
  lower: () => ({ op: 'records' }),
  bounds: (params, outlet) => (params.mode === 'do' && params.which === 'this' && outlet === 'moved' ? 'own-limit' : undefined),
})
