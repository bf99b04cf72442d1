import { z } from 'zod'
import { standardWeights } from '../../revops/route'
import { defineNode } from '../../sdk/define-node'

const Weight = z.number().min(0).max(100)

export const route = defineNode({
  type: 'route',
  title: 'Pick the best rep',
  family: 'routing',
  icon: 'route',
  description: 'Ranks the team by room, skill, results and presence, and offers the lead to the best who has room. Each rep is asked once per run.',
  params: z.object({
    team: z.string().max(40).default('').meta({ title: 'Team', description: 'Only its active people with room are ranked.', widget: 'team' }),
    maxAsks: z.number().int().min(1).max(50).default(1).meta({
      title: 'Ask at most', description: 'How many reps this step may ask, one after another, before it gives up.',
    }),
    weights: z
      .object({
        capacity: Weight.default(standardWeights.capacity).meta({ title: 'Room', description: 'How much it counts to have room left.' }),
        skill: Weight.default(standardWeights.skill).meta({ title: 'Skill', description: 'How much it counts to have the skills that the lead wants.' }),
        performance: Weight.default(standardWeights.performance).meta({ title: 'Results', description: 'How much it counts to have won many leads of late.' }),
        availability: Weight.default(standardWeights.availability).meta({ title: 'Presence', description: 'How much it counts to be at the desk now.' }),
      })
      .default(standardWeights)
      .meta({ title: 'What counts', description: 'Only how large they are beside one another matters; 0 leaves one out.', advanced: true }),
  }),
  outlets: (params) => [
    { name: 'assigned', label: 'Rep found', side: 'down' },
    { name: 'nobody', label: params.maxAsks > 1 ? `Nobody free, or ${params.maxAsks} asked` : 'Nobody free', side: 'right' },
  ],
  summary: (params, names) =>
    params.team === '' ? 'No team chosen yet' : `Best free rep in ${names.of('team', params.team)}${params.maxAsks > 1 ? `, up to ${params.maxAsks}` : ''}`,
  produces: () => [{ name: 'repName', label: 'Rep’s name', type: 'text', example: 'Tom Okafor' }, { name: 'score', label: 'Score in the ranking', type: 'number', example: 0.82 }],
  lower: () => ({ op: 'records' }),
  reads: () => ['lead.territory', 'lead.skills'],
  bounds: (_params, outlet) => (outlet === 'assigned' ? 'own-limit' : undefined),
})
