import type { z } from 'zod'
import { concernedBy } from '../../revops/concerned'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import { assertNever } from '../../sdk/assert-never'
import type { StepContext } from '../../sdk/context'
import { durationMs } from '../../sdk/duration'
import type { AwaitActivity } from '../../sdk/handlers'
import { NodeError } from '../../sdk/node-error'
import type { PersonView, Services } from '../../sdk/services'
import type { approval } from './definition'

type Params = z.output<typeof approval.params>

/** Puts the question before each person in the transaction that opens the wait, and takes it back when the time is over. */
export const askForApproval: AwaitActivity<Params> = {
  open(context, services) {
    const { params, subject, now } = context
    const step = stepOf(context)
    const people = [...new Set(peopleOf(context, services).filter((person) => person.active).map((person) => person.id))]
    const dueAt = now + durationMs(params.window)
    const scope = textScope(context)
    services.approvals.ask({
      ...step, people, subject, dueAt, need: needOf(params, people.length),
      title: renderText(params.title, scope).replace(/\s+/g, ' ').trim().slice(0, 200) || 'A decision is needed',
      detail: renderText(params.detail, scope).slice(0, 8_000),
    })
    return { keys: [{ key: services.approvals.key(step) }], until: dueAt }
  },
  close(context, services) {
    services.approvals.close(stepOf(context))
    return { outlet: 'timedOut' }
  },
  drop: (context, services) => services.approvals.close(stepOf(context)),
}

function stepOf({ run, step }: StepContext<Params>): { runId: string; nodeId: string; visit: number } {
  return { runId: run.id, nodeId: step.nodeId, visit: step.visit }
}

/** Never fewer than was said: a question that too few can answer is not asked. */
function needOf({ need, count }: Params, asked: number): number {
  if (asked === 0) throw new NodeError('nobody-to-ask', 'There is nobody to ask: no active person fits what this step says. Choose others and publish again.')
  if (need === 'number' && count > asked) {
    throw new NodeError('too-few-to-ask', `${count} people must agree, and only ${asked === 1 ? 'one can' : `${asked} can`} be asked. Choose more people, or ask for fewer.`)
  }
  return { one: 1, all: asked, number: count }[need]
}

function peopleOf(context: StepContext<Params>, services: Services): PersonView[] {
  const { params } = context
  const { roster, queues } = services
  const owner = concernedBy(context, services)
  switch (params.who) {
    case 'owner':
      return present(owner === undefined ? undefined : roster.find(owner))
    case 'manager':
      return present(owner === undefined ? undefined : roster.managerOf(owner))
    case 'people':
      return params.people.flatMap((id) => present(roster.find(id)))
    case 'watchers':
      return queues.find(params.watchersOf)?.watchers ?? []
    default:
      return assertNever(params.who)
  }
}

function present(person: PersonView | undefined): PersonView[] {
  return person ? [person] : []
}
