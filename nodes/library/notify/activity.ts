import type { z } from 'zod'
import { concernedBy } from '../../revops/concerned'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import { assertNever } from '../../sdk/assert-never'
import type { StepContext } from '../../sdk/context'
import type { EffectHandler, EffectItem, EffectRequest } from '../../sdk/effect'
import type { PersonView, Services } from '../../sdk/services'
import type { notify } from './definition'

type Params = z.output<typeof notify.params>

const dayMs = 86_400_000

/** One ledger row per person and channel. A rep who is not asked any more is not told any more. */
export const notifyPeople: EffectHandler<Params> = {
  meanwhile: 'go-on',

  items(context, services) {
    const items = new Map<string, EffectItem>()
    for (const person of audience(context, services)) {
      for (const channel of context.params.channels) {
        if (channel === 'webhook' && !person.webhookId) continue
        if (channel === 'slack' && !person.slackId) continue
        const item = `${channel}:${person.id}`
        const { run, step, subject } = context
        items.set(item, { item, channel, recipient: person.id, intent: [subject.id, run.id, step.nodeId, String(step.visit), channel, person.id] })
      }
    }
    return [...items.values()]
  },

  request(context, item, services): EffectRequest | { cancel: string } {
    const message = messageFor(item.recipient, context, services)
    if ('cancel' in message) return message
    const { person, title, text, link } = message
    switch (item.channel) {
      case 'email':
        return { channel: 'email', to: person.email, toName: person.name, subject: title, text }
      case 'notice':
        return { channel: 'notice', personId: person.id, title, text, link, ...(message.offerId !== undefined && { offerId: message.offerId }) }
      case 'slack':
        return { channel: 'slack', connectionId: person.slackId ?? '', body: { text: `*${title}*\n${text}` } }
      case 'webhook':
        return { channel: 'webhook', connectionId: person.webhookId ?? '', body: { type: isAboutOwner(context.params) ? 'notice' : 'lead.offered', title, text, link, leadId: context.subject.id, repId: person.id } }
      case 'sms':
      case 'http':
        throw new Error(`notify: ${item.channel} is no way to colleagues`)
    }
  },

  outcome(_context, results) {
    const told = results.filter((result) => result.state === 'done').length
    // A doubtful message may have arrived, and a cancelled one was not needed any more: neither means that nobody knows.
    const mayKnow = results.some((result) => result.state === 'unknown' || result.state === 'cancelled')
    return {
      outlet: told > 0 || mayKnow ? 'told' : 'failed',
      output: { told },
      reason: { results: results.map(({ channel, recipient, state, reason }) => ({ channel, recipient, state, ...(reason && { reason }) })) },
    }
  },
}

type Message = { person: PersonView; title: string; text: string; link: string; offerId?: string } | { cancel: string }

/** Messages by whom they are for: a context belongs to one transaction, in which every channel says the same. */
const messages = new WeakMap<StepContext<Params>, Map<string, Message>>()

function messageFor(personId: string, context: StepContext<Params>, services: Services): Message {
  const known = messages.get(context) ?? new Map<string, Message>()
  messages.set(context, known)
  const message = known.get(personId) ?? write(personId, context, services)
  known.set(personId, message)
  return message
}

function write(personId: string, context: StepContext<Params>, services: Services): Message {
  const person = services.roster.find(personId)
  if (!person?.active) return { cancel: 'This person has left.' }
  const live = services.assignments.live(context.subject)
  if (isAboutOwner(context.params)) {
    if (!audience(context, services).some(({ id }) => id === personId)) return { cancel: 'The lead has gone on to somebody else.' }
  } else if (live?.state === 'accepted') return { cancel: 'Somebody has the lead already.' }
  const asked = services.assignments.askedLast(context.run.id)
  const isAssignee = asked?.repId === person.id
  if (isAssignee && !live && onlyAssignee(context.params)) return { cancel: 'The offer is over.' }

  const link = linkFor(person.id, context, services)
  const scope = textScope(context, { link, recipient: { name: person.name, firstName: person.name.split(' ')[0] ?? person.name, isAsked: isAssignee }, asked: { name: asked?.repName ?? '' } })
  const title = renderText(context.params.subject, scope).replace(/[\r\n]+/g, ' ').trim().slice(0, 200)
  const isOffer = live?.state === 'offered' && live.repId === personId
  return { person, title, text: renderText(context.params.text, scope).slice(0, 20_000), link, ...(isOffer && { offerId: live.id }) }
}

/** Whoever is asked answers with one click; the owner finds the lead among what is theirs; others see how it goes on. */
function linkFor(personId: string, context: StepContext<Params>, { assignments, links }: Services): string {
  const live = assignments.live(context.subject)
  if (live?.repId !== personId) return links.run(context.run.id)
  return live.state === 'offered' ? links.acknowledgement(live.id, context.now + context.params.linkFor * dayMs) : links.mine()
}

/** Whether it is about a lead that somebody has, and not about one that is offered. */
function isAboutOwner({ to }: Params): boolean {
  return to.includes('owner') || to.includes('owner-manager')
}

function onlyAssignee(params: Params): boolean {
  return params.to.length === 1 && params.to[0] === 'assignee'
}

function audience(context: StepContext<Params>, services: Services): PersonView[] {
  const asked = services.assignments.askedLast(context.run.id)
  return context.params.to.flatMap((who) => peopleOf(who, asked?.repId, context, services)).filter((person) => person.active)
}

function peopleOf(who: Params['to'][number], askedId: string | undefined, context: StepContext<Params>, services: Services): PersonView[] {
  switch (who) {
    case 'assignee':
      return present(askedId && services.roster.find(askedId))
    case 'manager':
      return present(askedId && services.roster.managerOf(askedId))
    case 'executives':
      return services.roster.executives()
    case 'watchers':
      return services.queues.watchersOf(context.run.id)
    case 'ops':
      return services.queues.watchersOfDefault()
    case 'owner':
    case 'owner-manager': {
      const owner = concernedBy(context, services)
      return present(owner && (who === 'owner' ? services.roster.find(owner) : services.roster.managerOf(owner)))
    }
    default:
      return assertNever(who)
  }
}

function present(person: PersonView | '' | undefined): PersonView[] {
  return person ? [person] : []
}
