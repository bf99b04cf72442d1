import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type { JsonObject } from '#nodes/sdk/json'
import type { Random } from './random'

export interface SentLead {
  /** The sender's id of the event. */
  externalId: string
  /** What each of its deliveries was answered in the end, with 202. */
  answers: { eventId: string; state: string }[]
  /** Deliveries that never got their 202. */
  refused: string[]
}

export interface SendOptions {
  url: string
  source: { id: string; secret: string }
  count: number
  /** How often each is delivered; in random order over all leads. */
  times: number
  random: Random
  /** How many at once. */
  parallel: number
  /** Deliveries are spread over about this long. */
  spreadMs?: number
  prefix?: string
  /** What each lead has beside the usual, by its number from 1. */
  more?(number: number): JsonObject
  /** How long one delivery is tried on. */
  patienceMs?: number
}

const againAfterMs = 200
const attemptMs = 5_000

/** Sends an event about a lead, twice under one id, until both are answered 202. */
export async function sendEvent({ url, source, type, email, id, patienceMs = 90_000 }: { url: string; source: { id: string; secret: string }; type: string; email: string; id: string; patienceMs?: number }): Promise<void> {
  const webhook = new Webhook(source.secret)
  const body = JSON.stringify({ type, lead: { email }, data: { note: id } })
  const giveUpAt = Date.now() + patienceMs
  for (let taken = 0; taken < 2 && Date.now() < giveUpAt; ) {
    const at = new Date()
    const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': webhook.sign(id, at, body) }
    const answer = await fetch(`${url}/hooks/${source.id}`, { method: 'POST', headers, body, signal: AbortSignal.timeout(attemptMs) }).catch(() => undefined)
    await answer?.text().catch(() => undefined)
    if (answer?.status === 202) taken += 1
    else await sleep(againAfterMs)
  }
}

/** Delivers leads as real senders do: signed, several times, out of order, again and again until it is answered 202. */
export async function sendLeads({ url, source, count, times, random, parallel, spreadMs = 0, prefix = 'lead', more = () => ({}), patienceMs = 90_000 }: SendOptions): Promise<SentLead[]> {
  const webhook = new Webhook(source.secret)
  const leads = Array.from({ length: count }, (_, index) => ({
    sent: { externalId: `${prefix}-${index + 1}`, answers: [], refused: [] } as SentLead,
    body: JSON.stringify({ type: 'lead.received', data: { ...leadData(prefix, index + 1, random), ...more(index + 1) } }),
  }))
  const deliveries = random.shuffle(leads.flatMap((lead) => Array.from({ length: times }, () => lead)))
  const began = Date.now()
  let next = 0

  async function sender(): Promise<void> {
    for (let index = next++; index < deliveries.length; index = next++) {
      const delivery = deliveries[index]
      if (!delivery) return
      const due = began + (spreadMs * index) / deliveries.length
      if (due > Date.now()) await sleep(due - Date.now())
      await deliver(delivery)
    }
  }

  async function deliver({ sent, body }: (typeof leads)[number]): Promise<void> {
    const giveUpAt = Date.now() + patienceMs
    let problem = ''
    while (Date.now() < giveUpAt) {
      try {
        const at = new Date()
        const headers = {
          'content-type': 'application/json', 'webhook-id': sent.externalId, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': webhook.sign(sent.externalId, at, body),
        }
        const answer = await fetch(`${url}/hooks/${source.id}`, { method: 'POST', headers, body, signal: AbortSignal.timeout(attemptMs) })
        const text = await answer.text()
        if (answer.status === 202) {
          const { id, state } = JSON.parse(text) as { id: string; state: string }
          sent.answers.push({ eventId: id, state })
          return
        }
        problem = `${answer.status} ${text.slice(0, 200)}`
        // Refused for good: trying on would only hide it.
        if (answer.status < 500) break
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error)
      }
      await sleep(againAfterMs)
    }
    sent.refused.push(problem)
  }

  await Promise.all(Array.from({ length: parallel }, sender))
  return leads.map(({ sent }) => sent)
}

/** Every sixth lead is of high value, and so takes the shorter way to whoever is on call. */
function leadData(prefix: string, number: number, random: Random): JsonObject {
  return {
    name: `${prefix} ${number}`, email: `${prefix}-${number}@customer.example`, company: `Company ${prefix} ${number}`, territory: 'west',
    amount: number % 6 === 0 ? 60_000 : random.whole(1_000, 40_000), message: 'Please call me.',
  }
}
