import type { z } from 'zod'
import { explainDecision } from '../../revops/gate/explain-gate'
import { spreadOut } from '../../revops/gate/send-pace'
import { shareOf } from '../../revops/share-of'
import { mailPage } from '../../revops/mail/mail-page'
import { withStopHint } from '../../revops/sms/stop-hint'
import { momentWords } from '../../revops/moment-words'
import type { Outcome, StepContext } from '../../sdk/context'
import { durationMs } from '../../sdk/duration'
import type { EffectHandler, EffectRequest, EffectResult } from '../../sdk/effect'
import { NodeError } from '../../sdk/node-error'
import type { OutsideContact, PersonView, Services } from '../../sdk/services'
import type { sendMessage } from './definition'
import { type WrittenMessage, writeMessage } from './write-message'

type Params = z.output<typeof sendMessage.params>

/** What the gate found, by the way out that it means; anything else is “may not be written to”. */
const outletOf: Record<string, string> = { expiry: 'expired', address: 'failed', hours: 'failed' }

/** One row of the ledger: the run stands here until the message is sent, given up, or doubtful. */
export const sendToLead: EffectHandler<Params> = {
  meanwhile: 'hold',

  items({ run, step, subject, params: { channel } }, { contactGate }) {
    const contactId = contactGate.contactOf(subject)
    if (contactId === undefined) throw new NodeError('no-contact', 'This run is about no lead, so there is nobody to write to. Begin the flow with something that happens to a lead.')
    return [{ item: 'message', channel, recipient: contactId, contactId, intent: ['message', run.id, step.nodeId, String(step.visit)] }]
  },

  request(context, { item, recipient, claimedAt = context.now }, services) {
    const { params, run, step, now } = context
    const key = `${run.id}:${step.nodeId}:${step.visit}:${item}`
    const usefulMs = durationMs(params.useFor)
    // Written first: a text with a gap in it must stop the message for a person to mend, whatever the gate says.
    const texts = writeMessage(context, key, services)
    const wish = { channel: params.channel, purpose: texts.purpose, expiresAt: claimedAt + usefulMs, usefulMs }
    const { decision, contact, isFirst = false } = services.contactGate.pass({ key, contactId: recipient, wish })
    const words = explainDecision(decision, wish, (at) => momentWords(at, services.calendar.businessHours().zone)) ?? ''
    if (decision.verdict === 'hold') return { hold: { until: spreadOut(decision.until ?? now, shareOf(key), { now, expiresAt: wish.expiresAt }), reason: words } }
    const address = params.channel === 'sms' ? contact?.phone : contact?.email
    if (decision.verdict === 'cancel' || !contact || !address) return { cancel: words, why: decision.checks.findLast(({ passed }) => !passed)?.name ?? 'known' }
    if (params.channel === 'sms') return { channel: 'sms', to: address, text: isFirst ? withStopHint(texts.text) : texts.text }
    return mailTo(context, texts, { ...contact, email: address }, services)
  },

  outcome(_context, [result]): Outcome {
    if (!result) return { outlet: 'failed' }
    const why = typeof result.response?.why === 'string' ? result.response.why : undefined
    const said = { state: result.state, ...(result.reason && { words: result.reason }) }
    return { outlet: outletFor(result, why), output: { why: why ?? '' }, reason: { ...said, ...(why && { why }) } }
  },
}

/** A doubtful message may have arrived: it counts as sent, a person is asked, and it never goes again. */
function outletFor({ state }: EffectResult, why: string | undefined): string {
  if (state === 'done' || state === 'unknown') return 'sent'
  if (state !== 'cancelled') return 'failed'
  return outletOf[why ?? ''] ?? 'refused'
}

function mailTo({ params, subject }: StepContext<Params>, { purpose, subject: title, text, html }: WrittenMessage, contact: OutsideContact & { email: string }, { links, assignments, roster }: Services): EffectRequest {
  const unsubscribe = links.unsubscribe({ contactId: contact.id, channel: 'email', purpose })
  const live = assignments.live(subject)
  // Whoever is only asked has not said that they will look after it.
  const owner = params.sender === 'owner' && live?.state === 'accepted' ? ownerOf(live.repId, roster) : undefined
  return {
    channel: 'email', to: contact.email, toName: oneLine(contact.name ?? ''), subject: title, unsubscribe,
    text: `${text}\n\n--\nNo more of these: ${unsubscribe}\n`, html: mailPage({ title, body: html, unsubscribe }),
    ...(owner && { from: { name: oneLine(owner.name), replyTo: owner.email } }),
  }
}

/** What stands in a header is one line: a break in it would begin another header. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}

function ownerOf(repId: string, roster: Services['roster']): PersonView | undefined {
  const person = roster.find(repId)
  return person?.active ? person : undefined
}
