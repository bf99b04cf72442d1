import { z } from 'zod'
import { type Method, standardRules, standardWeights } from '../../revops/route-rules'
import { wantedFields } from '../../revops/wanted'
import { defineNode } from '../../sdk/define-node'
import { Duration } from '../../sdk/duration'
import { t } from '../../sdk/t'

const Weight = z.number().min(0).max(100)

const methods: Record<Method, string> = {
  score: t('Best score'), fewest: t('Fewest leads now'), turns: t('In turn, all alike'), 'turns-by-room': t('In turn, more to those with more room'),
}
const wishes = ['prefer', 'must'] as const
const wishNames = [t('Count in the score'), t('Are a must')]

export const route = defineNode({
  type: 'route',
  title: t('Pick the best rep'),
  family: 'routing',
  icon: 'route',
  description: t('Ranks the team by room, skill, results and presence, and offers the lead to the best who has room. Each rep is asked once per run.'),
  params: z.object({
    by: z.enum(['team', 'source']).default('team').meta({
      title: t('Which team'), description: t('A source’s rule says which team its leads go to; those without a rule go to the default pool. Rules stand at Records → Sources.'), enumNames: [t('This team'), t('By the source’s rule')],
    }),
    team: z.string().max(40).default('').meta({ title: t('Team'), description: t('Only its active people with room are ranked.'), widget: 'team', showWhen: { by: 'team' } }),
    maxAsks: z.number().int().min(1).max(50).default(1).meta({
      title: t('Ask at most'), description: t('How many reps this step may ask, one after another, before it gives up.'),
    }),
    returning: z.enum(['rank', 'follow']).default('rank').meta({
      title: t('Somebody who writes again'), description: t('Whoever has another inquiry of the same person gets this one too, room or not, unless they have left, are away or were asked in this run.'), enumNames: [t('Is ranked like everybody'), t('Goes to who has them already')],
    }),
    method: z.enum(Object.keys(methods) as Method[]).default('score').meta({
      title: t('Who goes first'), description: t('Whichever it is, nobody is asked who is full, away or of another territory. Of equals, who has fewer leads goes first, then who has waited longest for one.'), enumNames: Object.values(methods),
    }),
    weights: z
      .object({
        capacity: Weight.default(standardWeights.capacity).meta({ title: t('Room'), description: t('How much it counts to have room left.') }),
        skill: Weight.default(standardWeights.skill).meta({ title: t('Skill'), description: t('How much it counts to have the skills that the lead wants, and to speak its languages.') }),
        performance: Weight.default(standardWeights.performance).meta({ title: t('Results'), description: t('How much it counts to have won many leads of late.') }),
        availability: Weight.default(standardWeights.availability).meta({ title: t('Presence'), description: t('How much it counts to be at the desk now.') }),
      })
      .default(standardWeights)
      .meta({ title: t('What counts'), description: t('Only how large they are beside one another matters; 0 leaves one out.'), advanced: true, showWhen: { method: 'score' } }),
    skills: z.enum(wishes).default('prefer').meta({ title: t('Skills that the lead wants'), description: t('As a must, only reps who have all of them are asked.'), enumNames: wishNames, advanced: true }),
    languages: z.enum(wishes).default('prefer').meta({
      title: t('Languages of the lead'), description: t('From what came with the lead as “language” or “languages”, such as en or pt-BR. As a must, only reps who speak them are asked.'), enumNames: wishNames, advanced: true,
    }),
    hours: z.enum(['ignore', 'prefer', 'must']).default(standardRules.hours).meta({
      title: t('Outside of their working hours'), description: t('The workspace’s hours and holidays, by the clocks of each rep’s own zone.'), enumNames: [t('Reps are asked as well'), t('Reps count as not present'), t('Reps are not asked')], advanced: true,
    }),
    leastRoom: z.number().int().min(0).max(100).default(0).meta({ title: t('Least room left, in %'), description: t('Who has a smaller part of their room left gets nothing more until it frees. 0: everybody who is not full is asked.'), advanced: true }),
    reports: z.enum(['doubt', 'believe']).default('doubt').meta({
      title: t('Old reports of room'), description: t('Only for reps whose room is reported by a system or a person; others have what the roster says.'), enumNames: [t('Count as no room'), t('Are believed')], advanced: true,
    }),
    staleAfter: Duration.default({ amount: 24, unit: 'h' }).meta({ title: t('A report is old after'), description: t('Days are 24 hours.'), showWhen: { reports: 'doubt' }, advanced: true }),
    warmUpDays: z.number().int().min(0).max(365).default(standardRules.warmUpDays).meta({
      title: t('Days to warm up'), description: t('The room of somebody new grows day by day, and is whole after this many. 0: at once.'), advanced: true,
    }),
  }),
  outlets: (params) => [
    { name: 'assigned', label: t('Rep found'), side: 'down' },
    { name: 'nobody', label: params.maxAsks > 1 ? t('Nobody free, or {count} asked', { count: params.maxAsks }) : t('Nobody free'), side: 'right' },
  ],
  summary: (params, names) => {
    if (params.by === 'source') return params.maxAsks > 1 ? t('Team by the source’s rule, up to {count} reps', { count: params.maxAsks }) : t('Best free rep, team by the source’s rule')
    if (params.team === '') return t('No team chosen yet')
    const team = names.of('team', params.team)
    const values = { team, count: params.maxAsks }
    switch (params.method) {
      case 'score':
        return params.maxAsks > 1 ? t('Best free rep in {team}, up to {count}', values) : t('Best free rep in {team}', { team })
      case 'fewest':
        return params.maxAsks > 1 ? t('Fewest leads in {team}, up to {count}', values) : t('Fewest leads in {team}', { team })
      case 'turns':
      case 'turns-by-room':
        return params.maxAsks > 1 ? t('Next in turn in {team}, up to {count}', values) : t('Next in turn in {team}', { team })
    }
  },
  produces: () => [{ name: 'repName', label: t('Rep’s name'), type: 'text', example: 'Tom Okafor' }, { name: 'score', label: t('Score in the ranking'), type: 'number', example: 0.82 }],
  lower: () => ({ op: 'records' }),
  // Most leads bring no language; where it is a must, one without is worth trying out.
  reads: (params) => [wantedFields.territory, wantedFields.skills, ...(params.languages === 'must' ? wantedFields.languages : [])],
  bounds: (_params, outlet) => (outlet === 'assigned' ? 'own-limit' : undefined),
})
