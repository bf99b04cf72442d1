import type { z } from 'zod'
import { keepRanking } from '../../revops/explanation'
import { rankOwners } from '../../revops/route'
import { wantedOf } from '../../revops/wanted'
import { NodeError } from '../../sdk/node-error'
import type { Outcome } from '../../sdk/context'
import type { RecordActivity } from '../../sdk/handlers'
import type { route } from './definition'
import { rulesOf } from './rules-of'

/** How much of a long ranking is kept: with the step little, with the offer enough to rank once more by other weights. */
const keptInStep = { ranked: 10, passedOver: 20 }
const keptWithOffer = { ranked: 25, passedOver: 20 }

/** Ranks, and holds room for the winner in the same transaction: two runs can never share the last place. */
export const runRoute: RecordActivity<z.output<typeof route.params>> = (context, services): Outcome => {
  const { params, record, run, step, subject, now } = context
  const { team } = params
  if (team === '') throw new NodeError('no-team', 'No team is chosen in this step. Choose one and publish again.')

  const live = services.assignments.live(subject)
  // Somebody was offered the lead and could not be told: that offer makes way for the next.
  if (live?.state === 'offered') services.assignments.expire(subject)
  if (step.visit > params.maxAsks) return { outlet: 'nobody', reason: { asked: step.visit - 1, limit: params.maxAsks } }
  if (live?.state === 'accepted') return { outlet: 'assigned', output: { repId: live.repId, repName: live.repName } }

  const rules = rulesOf(params)
  const ranking = rankOwners({
    candidates: services.roster.candidates(team, now),
    wanted: wantedOf(record),
    asked: services.assignments.asked(run.id),
    now,
    rules,
    ...(rules.hours !== 'ignore' && { hours: services.calendar.businessHours() }),
    countOffers: (since) => services.roster.countOffers(team, since),
  })
  const reason = keepRanking(ranking, rules, keptInStep)
  const owner = ranking.ranked[0]
  if (!owner) return { outlet: 'nobody', reason }

  const assignment = services.assignments.offer({ subject, owner, level: step.label, runId: run.id, explanation: keepRanking(ranking, rules, keptWithOffer) })
  return { outlet: 'assigned', reason, output: { assignmentId: assignment.id, repId: owner.id, repName: owner.name, score: owner.score } }
}
