import type { z } from 'zod'
import { readField } from '../../revops/read-field'
import { durationMs } from '../../sdk/duration'
import { NodeError } from '../../sdk/node-error'
import type { RecordActivity } from '../../sdk/handlers'
import type { queue } from './definition'

export const runQueue: RecordActivity<z.output<typeof queue.params>> = (context, services) => {
  const { params, record, run, subject, now } = context
  const found = services.queues.find(params.queue)
  if (!found) throw new NodeError('no-queue', 'The queue of this step does not exist any more. Choose another and publish again.')

  const item = services.queues.put({
    queueId: found.id, subject, runId: run.id, dueAt: now + durationMs(params.deadline),
    title: `Take ${String(readField(record, 'lead.name') ?? 'this lead')}`,
  })
  return { outlet: 'queued', output: { workItemId: item.workItemId, queueId: found.id, queueName: found.name } }
}
