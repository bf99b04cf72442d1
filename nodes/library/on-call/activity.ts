import type { z } from 'zod'
import type { RankedOwner } from '../../revops/ranking'
import { NodeError } from '../../sdk/node-error'
import type { Outcome } from '../../sdk/context'
import type { RecordActivity } from '../../sdk/handlers'
import type { onCall } from './definition'

export const runOnCall: RecordActivity<z.output<typeof onCall.params>> = (context, services): Outcome => {
  const { params, run, step, subject, now } = context
  if (params.rota === '') throw new NodeError('no-rota', 'No rota is chosen in this step. Choose one and publish again.')

  const live = services.assignments.live(subject)
  if (live) return { outlet: 'assigned', output: { repId: live.repId, repName: live.repName } }

  const person = services.roster.onDuty(params.rota, now)
  if (!person) return { outlet: 'nobody', reason: { rota: params.rota } }
  const owner: RankedOwner = {
    id: person.id, name: person.name, load: person.load, capacity: person.capacity, score: 1,
    parts: { capacity: 0, skill: 0, performance: 0, availability: 1 },
  }
  const assignment = services.assignments.offer({ subject, owner, level: step.label, runId: run.id, explanation: { onDuty: true } })
  return { outlet: 'assigned', output: { assignmentId: assignment.id, repId: person.id, repName: person.name } }
}
