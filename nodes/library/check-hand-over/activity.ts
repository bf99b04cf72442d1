import type { z } from 'zod'
import { concernedBy } from '../../revops/concerned'
import { NodeError } from '../../sdk/node-error'
import type { RecordActivity } from '../../sdk/handlers'
import type { checkHandOver } from './definition'

const claimWithinMs = 30 * 60_000
/** So many leads are listed by name. */
const mostListed = 40

export const runCheckHandOver: RecordActivity<z.output<typeof checkHandOver.params>> = (context, services) => {
  const { params, run, event, now } = context
  const queue = services.queues.find(params.queue)
  if (!queue) throw new NodeError('no-queue', 'The queue of this step does not exist any more. Choose another and publish again.')
  const repId = concernedBy(context, services)
  const leads = repId === undefined ? [] : services.handOvers.since(repId, event.receivedAt)
  const moved = leads.filter(({ owner }) => owner !== null)
  const waiting = leads.filter(({ owner }) => owner === null)
  for (const { id, name, isHeld } of waiting) {
    if (!isHeld) services.queues.put({ queueId: queue.id, subject: { type: 'lead', id }, runId: run.id, dueAt: now + claimWithinMs, title: `Take ${name}` })
  }
  const left = repId === undefined ? 0 : (services.handOvers.standingOf(repId)?.leads.length ?? 0)
  return {
    outlet: waiting.length > 0 ? 'some' : 'all',
    reason: { moved: moved.length, waiting: waiting.length, left },
    output: { moved: moved.length, movedTo: list(moved.map(({ name, owner }) => `${name} → ${owner}`)), waiting: waiting.length, waitingFor: list(waiting.map(({ name }) => name)), left },
  }
}

function list(lines: string[]): string {
  const unlisted = lines.length - mostListed
  return [...lines.slice(0, mostListed), ...(unlisted > 0 ? [`… ${unlisted}`] : [])].map((line) => `• ${line}`).join('\n')
}
