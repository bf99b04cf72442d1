import type { z } from 'zod'
import { rankOwners } from '../../revops/route'
import { readField } from '../../revops/read-field'
import type { JsonObject } from '../../sdk/json'
import { NodeError } from '../../sdk/node-error'
import type { Outcome } from '../../sdk/context'
import type { RecordActivity } from '../../sdk/handlers'
import type { route } from './definition'

/** Ranks, and holds room for the winner in the same transaction: two runs can never share the last place. */
export const runRoute: RecordActivity<z.output<typeof route.params>> = (context, services): Outcome => {
  const { params, record, run, step, subject, now } = context
  if (params.team === '') throw new NodeError('no-team', 'No team is chosen in this step. Choose one and publish again.')

  const live = services.assignments.live(subject)
  // Somebody was offered the lead and could not be told: that offer makes way for the next.
  if (live?.state === 'offered') services.assignments.expire(subject)
  if (step.visit > params.maxAsks) return { outlet: 'nobody', reason: { asked: step.visit - 1, limit: params.maxAsks } }
  if (live?.state === 'accepted') return { outlet: 'assigned', output: { repId: live.repId, repName: live.repName } }

  const territory = readField(record, 'lead.territory')
  const skills = readField(record, 'lead.skills')
  const { ranked, passedOver } = rankOwners({
    candidates: services.roster.candidates(params.team),
    wanted: {
      territory: typeof territory === 'string' && territory !== '' ? territory : null,
      skills: Array.isArray(skills) ? skills.filter((skill) => typeof skill === 'string') : [],
    },
    asked: services.assignments.asked(run.id),
    now,
    weights: params.weights,
  })
  const reason = { ranked: ranked.slice(0, 10), passedOver: passedOver.slice(0, 20), weights: params.weights } as unknown as JsonObject
  const owner = ranked[0]
  if (!owner) return { outlet: 'nobody', reason }

  const assignment = services.assignments.offer({ subject, owner, level: step.label, runId: run.id, explanation: reason })
  return { outlet: 'assigned', reason, output: { assignmentId: assignment.id, repId: owner.id, repName: owner.name, score: owner.score } }
}
