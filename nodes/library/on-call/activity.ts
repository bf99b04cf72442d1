import type { z } from 'zod'
import { managerAbove } from '../../revops/manager-above'
import type { RankedOwner } from '../../revops/ranking'
import { readField } from '../../revops/read-field'
import { NodeError } from '../../sdk/node-error'
import type { Outcome } from '../../sdk/context'
import type { RecordActivity } from '../../sdk/handlers'
import type { onCall } from './definition'

const lookWithinMs = 30 * 60_000

/** Whoever is on duty gets the lead; in a hole of the rota the next manager above; with no manager there either, a person is told to look. */
export const runOnCall: RecordActivity<z.output<typeof onCall.params>> = (context, services): Outcome => {
  const { params, run, step, subject, record, now } = context
  const { rota } = params
  if (rota === '') throw new NodeError('no-rota', 'No rota is chosen in this step. Choose one and publish again.')

  const live = services.assignments.live(subject)
  if (live) return { outlet: 'assigned', output: { repId: live.repId, repName: live.repName } }

  const { roster } = services
  const onDuty = roster.onDuty(rota, now)
  const asked = services.assignments.askedLast(run.id)?.repId
  const person = onDuty ?? managerAbove({ asked, managers: roster.managersOfRota(rota, now), managerOf: (id) => roster.managerAbove(id, now) }, now)
  if (!person) {
    const workItemId = services.workItems.create({
      kind: 'task', title: `Nobody is on duty for ${String(readField(record, 'lead.name') ?? 'a lead')}`, subject, runId: run.id, dueAt: now + lookWithinMs, openKey: `nobody-on-duty:${run.id}`,
      detail: 'The rota has a hole now, and no manager above is there either. Give the lead to somebody, then close the hole at Records, On call.',
    })
    return { outlet: 'nobody', reason: { rota }, output: { workItemId } }
  }
  const owner: RankedOwner = {
    id: person.id, name: person.name, load: person.load, capacity: person.capacity, score: 1,
    parts: { capacity: 0, skill: 0, performance: 0, availability: 1 },
  }
  const explanation = { onDuty: true, ...(!onDuty && { isStandIn: true }) }
  const assignment = services.assignments.offer({ subject, owner, level: step.label, runId: run.id, explanation })
  return { outlet: 'assigned', ...(!onDuty && { reason: { rota, isStandIn: true } }), output: { assignmentId: assignment.id, repId: person.id, repName: person.name } }
}
