import type { z } from 'zod'
import type { Wanted } from '../../revops/candidate'
import { keepRanking } from '../../revops/explanation'
import { isThere } from '../../revops/is-there'
import type { RankedOwner } from '../../revops/ranking'
import { rankOwners } from '../../revops/route'
import { readField } from '../../revops/read-field'
import { chooseTeam, type TeamChoice } from '../../revops/source-rule'
import { wantedOf } from '../../revops/wanted'
import type { JsonObject } from '../../sdk/json'
import { NodeError } from '../../sdk/node-error'
import type { Outcome } from '../../sdk/context'
import type { RecordActivity } from '../../sdk/handlers'
import type { route } from './definition'
import { rulesOf } from './rules-of'

/** How much of a long ranking is kept: with the step little, with the offer enough to rank once more by other weights. */
const keptInStep = { ranked: 10, passedOver: 20 }
const keptWithOffer = { ranked: 25, passedOver: 20 }

/**
 * Ranks, and holds room for the winner in the same transaction: two runs can never share the last place. Who has the person already comes before all
 * ranking, where the step says so, and does not need room: two of ours who talk to one person are worse than one inquiry more.
 */
export const runRoute: RecordActivity<z.output<typeof route.params>> = (context, services): Outcome => {
  const { params, record, run, step, subject, now } = context
  if (params.by === 'team' && params.team === '') throw new NodeError('no-team', 'No team is chosen in this step. Choose one and publish again.')

  const live = services.assignments.live(subject)
  // Somebody was offered the lead and could not be told: that offer makes way for the next.
  if (live?.state === 'offered') services.assignments.expire(subject)
  if (step.visit > params.maxAsks) return { outlet: 'nobody', reason: { asked: step.visit - 1, limit: params.maxAsks } }
  if (live?.state === 'accepted') return { outlet: 'assigned', output: { repId: live.repId, repName: live.repName } }

  const known = params.returning === 'follow' ? services.roster.ownerOfPerson(subject, now) : undefined
  if (known && isThere(known, now) && !services.assignments.asked(run.id).includes(known.id)) {
    const owner: RankedOwner = { id: known.id, name: known.name, load: known.load, capacity: known.capacity, score: 1, parts: { capacity: 0, skill: 0, performance: 0, availability: 1 } }
    const { id } = services.assignments.offer({ subject, owner, level: step.label, runId: run.id, explanation: { isReturning: true } })
    return { outlet: 'assigned', reason: { isReturning: true }, output: { assignmentId: id, repId: known.id, repName: known.name } }
  }

  const rules = rulesOf(params)
  const source = services.sources.of(subject)
  const chosen = chooseTeam(params.by, params.team === '' ? null : { id: params.team, name: '' }, source ?? noSource)
  if (source && (chosen.why === 'team-gone' || chosen.why === 'first-gone')) services.sources.report(source, 'team-gone')
  const said: JsonObject = {
    ...(source && chosen.why !== 'step' && { source: { source: source.name, team: chosen.team?.name || null, why: chosen.why } }),
    ...(chosen.territory === null && rulesOfTerritory(record)),
  }
  if (!chosen.team) {
    if (source) services.sources.report(source, 'no-default')
    return { outlet: 'nobody', reason: { ...keepRanking({ ranked: [], passedOver: [] }, rules, keptInStep), ...said } }
  }

  const { id: team } = chosen.team
  const ranking = rankOwners({
    candidates: services.roster.candidates(team, now),
    wanted: withSource(wantedOf(record), chosen),
    asked: services.assignments.asked(run.id),
    now,
    rules,
    ...(rules.hours !== 'ignore' && { hours: services.calendar.businessHours() }),
    countOffers: (since) => services.roster.countOffers(team, since),
  })
  const reason = { ...keepRanking(ranking, rules, keptInStep), ...said }
  const owner = ranking.ranked[0]
  if (!owner) return { outlet: 'nobody', reason }

  const assignment = services.assignments.offer({ subject, owner, level: step.label, runId: run.id, explanation: { ...keepRanking(ranking, rules, keptWithOffer), ...said } })
  return { outlet: 'assigned', reason, output: { assignmentId: assignment.id, repId: owner.id, repName: owner.name, score: owner.score } }
}

/** What is no lead comes from nowhere: only a team that the step names gets it. */
const noSource = { rule: null, ruleTeam: null, defaultTeam: null }

function withSource(wanted: Wanted, { territory, skills }: TeamChoice): Wanted {
  return { ...wanted, territory: territory ?? wanted.territory, skills: [...new Set([...wanted.skills, ...skills])] }
}

/** By which version of the rules the lead came to its territory, if it did by them. */
function rulesOfTerritory(record: JsonObject): JsonObject {
  const [name, rules] = [readField(record, 'lead.territory'), readField(record, 'lead.territoryRules')]
  return typeof name === 'string' && typeof rules === 'number' ? { territory: { name, rules } } : {}
}
