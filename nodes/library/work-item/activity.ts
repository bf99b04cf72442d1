import type { z } from 'zod'
import { subjectFor } from '../../revops/about'
import { concernedBy } from '../../revops/concerned'
import { addBusinessTime, businessMs } from '../../revops/business-time'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import type { StepContext } from '../../sdk/context'
import { durationMs } from '../../sdk/duration'
import type { RecordActivity } from '../../sdk/handlers'
import type { Services } from '../../sdk/services'
import type { workItem } from './definition'

type Params = z.output<typeof workItem.params>

export const runWorkItem: RecordActivity<Params> = (context, services) => {
  const { params, run, step } = context
  const subject = subjectFor(context, params.about)
  const owner = concernedBy({ subject, event: context.event }, services)
  const assignee = params.who === 'ops' || owner === undefined ? undefined : params.who === 'owner' ? owner : services.roster.managerOf(owner)?.id
  const id = services.workItems.create({
    kind: 'task',
    title: renderText(params.title, textScope(context)).slice(0, 200),
    detail: renderText(params.detail, textScope(context)).slice(0, 4_000),
    subject,
    runId: run.id,
    ...(assignee && { assignee }),
    dueAt: dueAt(context, services),
    openKey: `task:${run.id}:${step.nodeId}:${step.visit}`,
  })
  return { outlet: 'created', output: { workItemId: id } }
}

function dueAt({ params, now }: StepContext<Params>, services: Services): number {
  if (params.counts === 'clock') return now + durationMs(params.due)
  const hours = services.calendar.businessHours()
  return addBusinessTime(now, businessMs(params.due, hours), hours)
}
