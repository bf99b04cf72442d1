import { setTimeout as sleep } from 'node:timers/promises'
import type { FlowDocument } from '#engine/graph/flow'
import { noSequence } from '#engine/graph/sequence'
import type { GateRules } from '#nodes/revops/gate/gate-rules'
import { buildFlow, seconds } from '../conformance/build-flow'
import type { Random } from '../harness/random'
import type { Rows, Violation } from '../harness/read-facts'
import type { RecordedMail } from '../harness/receivers/smtp-receiver'
import { sendEvent } from '../harness/send-leads'
import { until } from '../harness/until'

/** What the letters of a world are allowed: at any hour, as many as there are; only consent decides, since a world lasts for minutes. */
export const openRules: GateRules = { hours: [], caps: [], gapMinutes: 0, afterHumanDays: 3, peoplePerCompany: 0, neverHeldByPeople: ['contract'] }

/** Leads who say no, and who answer, of all that agreed. */
const sayNo = 0.25
const answer = 0.15

/** Three letters to whoever agreed, a few seconds apart, until they answer. */
export function lettersFlow(): FlowDocument {
  const letter = (number: number) => ['send-message', { purpose: 'marketing', sender: 'workspace', subject: `Letter ${number}`, text: 'Hello {{ lead.name }}', useFor: { amount: 1, unit: 'd' } }] as [string, Record<string, unknown>]
  const ways = (from: string, next: string) => ({ [`${from}.sent`]: next, [`${from}.expired`]: next, [`${from}.refused`]: 'no', [`${from}.failed`]: 'cannot' })
  const flow = buildFlow(
    {
      begin: ['wait', { duration: seconds(2) }], one: letter(1), first: ['wait', { duration: seconds(3) }], two: letter(2), second: ['wait', { duration: seconds(3) }], three: letter(3),
      done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }], cannot: ['end', { reason: 'unreachable' }],
    },
    { 'begin.done': 'one', ...ways('one', 'first'), 'first.done': 'two', ...ways('two', 'second'), 'second.done': 'three', ...ways('three', 'done') },
  )
  return { ...flow, name: 'Letters', sequence: { ...noSequence, group: 'letters', whenBusy: 'drop', exits: [{ event: 'email.replied', reason: 'replied' }, { event: 'consent.withdrawn', reason: 'consent-withdrawn' }] } }
}

/** Six of seven leads agree to be written to. */
export function consentOf(number: number): { consent: { channel: string; purpose: string; textVersion: string }[] } {
  return { consent: number % 7 === 0 ? [] : [{ channel: 'email', purpose: 'marketing', textVersion: 'v1' }] }
}

export interface Unwilling {
  /** Who pressed “no more”, and when they were told that it holds. */
  no: Map<string, number>
  /** Who answered. */
  answered: Set<string>
}

/**
 * People do with the letters that come what people do: a quarter press the one-click “no more” of the first one, at an instant drawn at random, again and again until it is
 * answered; some answer instead. Resolves when the last of them has.
 */
export async function readLetters({ url, source, leads, mails, random, overMs }: { url: string; source: { id: string; secret: string }; leads: number; mails(): RecordedMail[]; random: Random; overMs: number }): Promise<Unwilling> {
  const no = new Map<string, number>()
  const answered = new Set<string>()
  const fates = Array.from({ length: leads }, (_, index) => ({ email: `lead-${index + 1}@customer.example`, roll: random.next(), afterMs: random.whole(0, 6_000), agrees: consentOf(index + 1).consent.length > 0 }))
  const giveUpAt = Date.now() + overMs + 90_000
  await Promise.all(
    fates.filter(({ roll, agrees }) => agrees && roll < sayNo + answer).map(async ({ email, roll, afterMs }) => {
      const first = await until('a letter', giveUpAt - Date.now(), () => mails().find((mail) => mail.to === email && mail.subject.startsWith('Letter')), 200).catch(() => undefined)
      const link = first && /(https?:\/\/\S+)\/u\/(\S+)/.exec(first.text)?.[2]
      if (!link) return
      await sleep(afterMs)
      if (roll >= sayNo) {
        await sendEvent({ url, source, type: 'email.replied', email, id: `reply-${email}` })
        return void answered.add(email)
      }
      const press = () => fetch(`${url}/u/${link}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click', signal: AbortSignal.timeout(5_000) }).then((said) => said.ok, () => false)
      if (await until('the no to be taken', 90_000, press, 300).then(() => true, () => false)) no.set(email, Date.now())
    }),
  )
  return { no, answered }
}

/**
 * Nobody who has not agreed was written to; no letter's sending began after its person had taken it back; each letter came once; every run of the letters ended with
 * a reason, and most of them by themselves.
 */
export function checkLetters(rows: Rows, mails: RecordedMail[], { no }: Unwilling): Violation[] {
  const violations: Violation[] = []
  const add = (what: string) => void violations.push({ check: 'letters', what })
  const letters = mails.filter((mail) => mail.subject.startsWith('Letter'))
  const numberOf = (email: string) => Number(/^lead-(\d+)@/.exec(email)?.[1] ?? 0)
  for (const { to, subject, at } of letters) {
    if (consentOf(numberOf(to)).consent.length === 0) add(`${to} never agreed and got “${subject}”`)
    const said = no.get(to)
    // What was with the provider when they said so arrives; a provider has two seconds here.
    if (said !== undefined && at > said + 3_000) add(`${to} got “${subject}” ${at - said} ms after “no more” was taken`)
  }
  const withdrawn = new Map(rows.consents.filter(({ state }) => state === 'withdrawn').map((each) => [each.contactId, each.receivedAt]))
  for (const touch of rows.touches) {
    const taken = withdrawn.get(touch.contactId)
    if (touch.by === 'flow' && taken !== undefined && touch.at > taken) add(`the sending of ${touch.effectKey} began ${touch.at - taken} ms after consent was taken back`)
  }
  for (const email of no.keys()) {
    const contactId = rows.leads.find((lead) => lead.email === email)?.contactId
    if (contactId === undefined || !withdrawn.has(contactId)) add(`${email} said no, was told that it holds, and nothing is kept of it`)
  }
  const runs = rows.runs.filter((run) => run.flowId === rows.flows.find(({ name }) => name === 'Letters')?.id)
  for (const run of runs) if (run.state === 'failed' || run.endReason === null) add(`the letters of run ${run.id} ended as ${run.state} ${run.endReason ?? 'without a reason'}`)
  return violations
}
