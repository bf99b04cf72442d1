import { and, asc, eq, gte, inArray } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { sampleEvents } from '#templates/fallback-routing/sample-events'
import type { Database } from '../db/open-database'
import { assignments, mailbox, reps } from '../db/schema'
import type { Writer } from '../db/writer'
import type { SecretBox } from '../secrets/secret-box'
import { readSetting, writeSetting } from '../settings/settings'
import { samplePeople } from './sample-people'

/** After so many leads the sending stops by itself: a sample is to be looked at, not to fill a disk. */
const sampleLimit = 40

export interface SampleLeads {
  view(): { on: boolean; sent: number; limit: number }
  /** Goes on where the switch was left. Called once leads are worked off. */
  resume(): void
  set(on: boolean): Promise<void>
  stop(): void
}

export interface SampleLeadsDeps {
  db: Database
  writer: Writer
  box: SecretBox
  /** Where this server answers. */
  baseUrl: string
  log(line: string): void
}

const firstAfterMs = 500
const everyMs = 12_000
const lookEveryMs = 1_000
const lookBackMs = 10_000

/**
 * The switch "send sample leads". Leads are sent to our own webhook, signed; the invented reps read their mail in the local
 * mailbox and press its links, or do not. Everything goes the way that real leads and real people go.
 */
export function createSampleLeads({ db, writer, box, baseUrl, log }: SampleLeadsDeps): SampleLeads {
  let sending: NodeJS.Timeout | undefined
  let looking: NodeJS.Timeout | undefined
  let readFrom = 0
  const read = new Set<string>()
  const presses = new Set<NodeJS.Timeout>()

  const state = () => (readSetting(db, 'sample.leads') ?? { on: false, sent: 0 }) as { on: boolean; sent: number }

  async function sendNext(): Promise<void> {
    const { on, sent } = state()
    if (!on) return
    if (sent >= sampleLimit) return set(false)
    try {
      await sendLead(sent)
      await writer.write(() => writeSetting(db, 'sample.leads', { ...state(), sent: sent + 1 }))
    } catch (error) {
      log(`A sample lead could not be sent. (${error instanceof Error ? error.message : String(error)})`)
    }
    sending = setTimeout(() => void sendNext(), everyMs)
  }

  async function sendLead(index: number): Promise<void> {
    const source = readSetting(db, 'sample.source') as { id: string; sealedSecret: string } | undefined
    if (!source) throw new Error('This workspace has no sample source.')
    const id = `sample-${randomUUID()}`
    const body = JSON.stringify({ type: 'lead.received', timestamp: new Date().toISOString(), data: sampleEvents[index % sampleEvents.length] })
    const signature = new Webhook(box.open(source.sealedSecret)).sign(id, new Date(), body)
    const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(Date.now() / 1000)), 'webhook-signature': signature }
    const answer = await fetch(`${baseUrl}/hooks/${source.id}`, { method: 'POST', headers, body })
    if (answer.status !== 202) throw new Error(`The webhook answered ${answer.status}.`)
  }

  /** Each new mail is read once by whom it is for. */
  function readMail(): void {
    const mails = db.select().from(mailbox).where(gte(mailbox.at, readFrom)).orderBy(asc(mailbox.at)).all()
    for (const mail of mails) {
      if (read.has(mail.id)) continue
      read.add(mail.id)
      // Mails of one moment may be stored one after another: look back a little.
      readFrom = Math.max(readFrom, mail.at - lookBackMs)
      const person = samplePeople.find((each) => mail.to.includes(each.email))
      const link = /https?:\/\/\S+\/a\/(\S+)/.exec(mail.text)?.[1]
      if (!person || !link || Math.random() >= person.answers || !isAsked(person.email)) continue
      const [least, most] = person.answersAfterMs
      const press = setTimeout(() => {
        presses.delete(press)
        void pressLink(link)
      }, least + Math.random() * (most - least))
      presses.add(press)
    }
  }

  function isAsked(email: string): boolean {
    const offered = db
      .select({ id: assignments.id })
      .from(assignments)
      .innerJoin(reps, eq(reps.id, assignments.repId))
      .where(and(eq(reps.email, email), inArray(assignments.state, ['offered'])))
      .get()
    return offered !== undefined
  }

  async function pressLink(token: string): Promise<void> {
    await fetch(`${baseUrl}/api/acks/${token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ answer: 'have-it' }) }).catch(() => undefined)
  }

  function begin(): void {
    readFrom = Date.now()
    clearTimeout(sending)
    clearInterval(looking)
    sending = setTimeout(() => void sendNext(), firstAfterMs)
    looking = setInterval(readMail, lookEveryMs)
  }

  async function set(on: boolean): Promise<void> {
    await writer.write(() => writeSetting(db, 'sample.leads', { on, sent: on && state().sent >= sampleLimit ? 0 : state().sent }))
    if (on) begin()
    else clearTimeout(sending)
  }

  return {
    resume() {
      if (state().on) begin()
    },
    view: () => ({ ...state(), limit: sampleLimit }),
    set,
    stop() {
      clearTimeout(sending)
      clearInterval(looking)
      for (const press of presses) clearTimeout(press)
    },
  }
}
