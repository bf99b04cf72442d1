import { and, asc, eq, lte } from 'drizzle-orm'
import type { KeepPace } from '#engine/activities/keep-pace'
import type { Delivery, Providers } from '#engine/providers'
import { confirmWithinMs, nextAttemptAt, whyNotAsk } from '#nodes/revops/gate/confirmation'
import type { EffectRequest } from '#nodes/sdk/effect'
import { readBusinessHours } from '../calendar/business-hours'
import { createReadFacts } from '../contact-gate/read-facts'
import type { Database } from '../db/open-database'
import { confirmations } from '../db/schema'
import { updateRows } from '../db/write-rows'
import type { Writer } from '../db/writer'
import type { SecretBox } from '../secrets/secret-box'
import { takeTurnAtOnce } from '../send-rates/lane'
import { readWorkspace } from '../settings/workspace'
import { readDefaultPool } from '../sources/default-pool'
import { openWorkItem } from '../work-items/open-work-item'
import { watchedQueue } from '../work-items/watched-queue'
import { makeConfirmationToken } from './confirmation-token'
import { confirmationMail } from './confirmation-words'

const everyMs = 1_000
const sendWithinMs = 30_000
/** Well beyond the time that an attempt may take. */
const leaseMs = 120_000
const lookWithinMs = 24 * 3_600_000
const notInTime: Delivery = { state: 'retry', reason: 'The mail server was too slow with the messages before it.' }

interface SendDeps {
  db: Database
  writer: Writer
  box: SecretBox
  providers: Pick<Providers, 'email'>
  /** That of everything that goes out from this process. */
  keepPace: KeepPace
  publicUrl: string
}

type Row = typeof confirmations.$inferSelect

/**
 * Sends the request to confirm an address that is due first; says whether there may be more. Whether it still may go is asked in the transaction in which it begins. That it begins is on disk before a byte of it goes
 * out, so that one which was cut off, or whose fate is unknown, never goes twice; one that certainly did not go is tried again. It takes its place among the e-mails of flows, so that all of them stay below the provider's rate. Any number of processes may do so.
 */
export function createSendConfirmations({ db, writer, box, providers, keepPace, publicUrl }: SendDeps): (now: number) => Promise<boolean> {
  const readFacts = createReadFacts(db)
  const ofState = (state: Row['state'], now: number) => and(eq(confirmations.state, state), lte(state === 'sending' ? confirmations.leaseUntil : confirmations.notBefore, now))
  const findDue = (from: Database, now: number) => from.select().from(confirmations).where(ofState('due', now)).orderBy(asc(confirmations.notBefore), asc(confirmations.id)).limit(1).get()
  const findCutOff = (from: Database, now: number) => from.select().from(confirmations).where(ofState('sending', now)).limit(20).all()

  function begin(tx: Database, row: Row, now: number): EffectRequest | undefined {
    const contact = readFacts(row.contactId, { channel: 'email', hours: readBusinessHours(tx), withCompany: false }, now)
    const against = contact?.email === row.email ? whyNotAsk(contact.facts) : 'The person has another address now.'
    if (against !== undefined) {
      updateRows(tx, confirmations, { state: 'dropped', reason: against }, { id: row.id })
      return undefined
    }
    const expiresAt = now + confirmWithinMs
    updateRows(tx, confirmations, { state: 'sending', attempt: row.attempt + 1, leaseUntil: now + leaseMs, expiresAt }, { id: row.id })
    const mail = confirmationMail({ company: readWorkspace(tx).name, link: `${publicUrl}/y/${makeConfirmationToken(box, row.id)}`, expiresAt, language: row.language })
    return { channel: 'email', to: row.email, toName: '', ...mail }
  }

  function end(tx: Database, { id, email, attempt }: Row, delivery: Delivery, now: number): void {
    const isMine = and(eq(confirmations.id, id), eq(confirmations.state, 'sending'), eq(confirmations.attempt, attempt + 1))
    const keep = (values: Partial<Row>) => tx.update(confirmations).set(values).where(isMine).run().changes === 1
    if (delivery.state === 'done') return void keep({ state: 'sent', sentAt: now, reason: null })
    const { reason } = delivery
    const again = delivery.state === 'retry' ? nextAttemptAt(attempt + 1, now, delivery.retryAfterMs) : undefined
    // Another may have come to wait for this address meanwhile, for a month from now: it gives way to this one, which asks for the same.
    if (again !== undefined) {
      tx.update(confirmations).set({ state: 'dropped', reason: 'An earlier request asks for the same.' }).where(and(eq(confirmations.email, email), eq(confirmations.state, 'due'))).run()
      return void keep({ state: 'due', notBefore: again, reason })
    }
    if (!keep({ state: delivery.state === 'unknown' ? 'unknown' : 'failed', reason })) return
    // An address that the mail server refuses is nobody's work: people mistype theirs.
    if (delivery.state !== 'failed') tell(tx, reason, now)
  }

  function cutOff(tx: Database, now: number): void {
    const reason = 'Sending was cut off. It may or may not have arrived.'
    for (const { id } of findCutOff(tx, now)) {
      updateRows(tx, confirmations, { state: 'unknown', reason }, { id })
      tell(tx, reason, now)
    }
  }

  return async (now) => {
    if (findCutOff(db, now).length > 0) await writer.write((tx) => cutOff(tx, now))
    if (!findDue(db, now)) return false
    const begun = await writer.write((tx) => {
      const row = findDue(tx, now)
      const place = row && takeTurnAtOnce(tx, 'email', now)
      return place && { ...place, row, request: begin(tx, row, now) }
    })
    if (!begun?.request) return begun !== undefined
    const { request, turn } = begun
    const handOver = () => providers.email(request, { key: `confirm:${begun.row.id}`, timeoutMs: sendWithinMs })
    const delivery = turn ? ((await keepPace('email', { turn, latest: now + leaseMs - sendWithinMs, findRoom: async () => true }, handOver)) ?? notInTime) : await handOver()
    await writer.write((tx) => end(tx, begun.row, delivery, now))
    // A mail server that is down is not asked by all of them at once.
    return delivery.state !== 'retry'
  }
}

/** One task, however many of them: it is one mail server. */
function tell(db: Database, reason: string, now: number): void {
  const queueId = watchedQueue(db, { queueId: readDefaultPool(db).queueId })
  openWorkItem(
    db,
    {
      kind: 'task', title: 'Requests to confirm an e-mail address may not have arrived', openKey: 'confirmations-not-sent', dueAt: now + lookWithinMs, ...(queueId && { queueId }),
      detail: `${reason} It is not sent again by itself, so that nobody gets it twice. Until these people confirm, flows do not write to them; they are asked again when they ask once more, at the earliest after 30 days. See whether the mail server is fine at Settings → Channels.`,
    },
    now,
  )
}

/** Does so each second; returns how to stop, which waits for the one that is under way. */
export function startSendConfirmations({ report, ...deps }: SendDeps & { report(error: unknown): void }): () => Promise<void> {
  const turn = createSendConfirmations(deps)
  let isStopped = false
  let sending: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    try {
      while (!isStopped && (await turn(Date.now())));
    } catch (error) {
      report(error)
    }
    if (!isStopped) timer = setTimeout(begin, everyMs)
  }

  function begin(): void {
    sending = look()
  }

  let timer = setTimeout(begin, everyMs)
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await sending
  }
}
