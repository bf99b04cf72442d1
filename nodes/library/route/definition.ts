import { z } from 'zod'
import { standardWeights } from '../../revops/route'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const Weight = z.number().min(0).max(100)

export const route = defineNode({
  type: 'route',
  title: t('Pick the best rep'),
  family: 'routing',
  icon: 'route',
  description: t('Ranks the team by room, skill, results and presence, and offers the lead to the best who has room. Each rep is asked once per run.'),
  params: z.object({
    team: z.string().max(40).default('').meta({ title: t('Team'), description: t('Only its active people with room are ranked.'), widget: 'team' }),
    maxAsks: z.number().int().min(1).max(50).default(1).meta({
      title: t('Ask at most'), description: t('How many reps this step may ask, one after another, before it gives up.'),
    }),
    weights: z
      .object({
        capacity: Weight.default(standardWeights.capacity).meta({ title: t('Room'), description: t('How much it counts to have room left.') }),
        skill: Weight.default(standardWeights.skill).meta({ title: t('Skill'), description: t('How much it counts to have the skills that the lead wants.') }),
        performance: Weight.default(standardWeights.performance).meta({ title: t('Results'), description: t('How much it counts to have won many leads of late.') }),
        availability: Weight.default(standardWeights.availability).meta({ title: t('Presence'), description: t('How much it counts to be at the desk now.') }),
      })
      .default(standardWeights)
      .meta({ title: t('What counts'), description: t('Only how large they are beside one another matters; 0 leaves one out.'), advanced: true }),
  }),
  outlets: (params) => [
    { name: 'assigned', label: t('Rep found'), side: 'down' },
    { name: 'nobody', label: params.maxAsks > 1 ? t('Nobody free, or {count} asked', { count: params.maxAsks }) : t('Nobody free'), side: 'right' },
  ],
  summary: (params, names) => {
    if (params.team === '') return t('No team chosen yet')
    const team = names.of('team', params.team)
    return params.maxAsks > 1 ? t('Best free rep in {team}, up to {count}', { team, count: params.maxAsks }) : t('Best free rep in {team}', { team })
  },
  produces: () => [{ name: 'repName', label: t('Rep’s name'), type: 'text', example: 'Tom Okafor' }, { name: 'score', label: t('Score in the ranking'), type: 'number', example: 0.82 }],
  lower: () => ({ op: 'records' }),
  reads: () => ['lead.territory', 'lead.skills'],
  bounds: (_params, outlet) => (outlet === 'assigned' ? 'own-limit' : undefined),
})
