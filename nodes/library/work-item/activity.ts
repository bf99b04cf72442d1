import type { z } from 'zod'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import { durationMs } from '../../sdk/duration'
import type { RecordActivity } from '../../sdk/handlers'
import type { workItem } from './definition'

export const runWorkItem: RecordActivity<z.output<typeof workItem.params>> = (context, services) => {
  const { params, run, step, subject, now } = context
  const owner = services.assignments.live(subject)
  const assignee =
    params.who === 'ops' || !owner ? undefined : params.who === 'owner' ? owner.repId : services.roster.managerOf(owner.repId)?.id
  const id = services.workItems.create({
    kind: 'task',
    title: renderText(params.title, textScope(context)).slice(0, 200),
    detail: renderText(params.detail, textScope(context)).slice(0, 4_000),
    subject,
    runId: run.id,
    ...(assignee && { assignee }),
    dueAt: now + durationMs(params.due),
    openKey: `task:${run.id}:${step.nodeId}:${step.visit}`,
  })
  return { outlet: 'created', output: { workItemId: id } }
}
