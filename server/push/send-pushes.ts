import { and, asc, eq, lt, lte, sql } from 'drizzle-orm'
import { decidePush, nextPushAt, type PushTerms } from '#nodes/revops/push'
import { isSamePerson } from '../approvals/is-same-person'
import { offerUntil } from '../assignments/offer-until'
import type { IsAllowed } from '../connectors/http/guarded-lookup'
import type { Database } from '../db/open-database'
import { assignments, notices, pushDevices, pushes, reps, sessions, users } from '../db/schema'
import { deleteRows, updateRows } from '../db/write-rows'
import type { Writer } from '../db/writer'
import type { SecretBox } from '../secrets/secret-box'
import { readWorkspace } from '../settings/workspace'
import { encryptPush } from './encrypt-push'
import { type Pushed, postPush } from './post-push'
import { pushAddress } from './push-address'
import { payloadOf, type PushPayload, tagOf, testPayload } from './push-payload'
import type { Subscription } from './subscription'
import { signPush } from './vapid-keys'

/** So many go at once: one push service that is slow holds up few others. */
const mostAtOnce = 16
/** Well beyond the time that an attempt may take: then it was cut off, and goes again. */
const leaseMs = 30_000
const everyMs = 500

export interface PushDeps {
  db: Database
  writer: Writer
  box: SecretBox
  isAllowed: IsAllowed
  publicUrl: string
  /** Whom push services turn to. */
  contact: string
  now(): number
  report(error: unknown): void
}

interface Begun {
  id: string
  deviceId: string
  attempt: number
  sealed: string
  payload: PushPayload
  topic: string
  terms: PushTerms
}

export interface PushSender {
  /** Begins what is due, without waiting for its end, and says whether there may be more. With too much under way it waits until something has ended. */
  turn(): Promise<boolean>
  /** Resolves when something that is under way has ended, which may make room for the next; never while nothing is. */
  ended(): Promise<void>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/**
 * Sends what is to go to devices. Whether it still should is asked in the transaction in which it begins; from then on it belongs to this process for half a minute, so any number of processes may do so.
 * What was cut off goes again: the browser shows it once, in the place of the first. What cannot be sent is tried again a few times, as long as it is worth anything, and is then said of the device; no step of a flow waits for any of it.
 */
export function createSendPushes({ db, writer, box, isAllowed, publicUrl, contact, now, report }: PushDeps): PushSender {
  const underWay = new Set<Promise<void>>()
  const isDue = db.select({ id: pushes.id }).from(pushes).where(lte(pushes.notBefore, sql.placeholder('now'))).limit(1).prepare()

  async function send({ payload, sealed, terms, topic, ...begun }: Begun): Promise<void> {
    const pushed = await post({ payload, sealed, terms, topic })
    await writer.write((tx) => settle(tx, { ...begun, until: terms.until }, pushed, now()))
  }

  async function post({ payload, sealed, terms: { ttlSeconds, urgency }, topic }: Pick<Begun, 'payload' | 'sealed' | 'terms' | 'topic'>): Promise<Pushed> {
    const at = now()
    let subscription: Subscription
    let authorization: string
    let url: URL | undefined
    try {
      subscription = JSON.parse(box.open(sealed)) as Subscription
      url = pushAddress(subscription.endpoint, isAllowed)
      authorization = await signPush({ db, box }, { origin: new URL(subscription.endpoint).origin, contact }, at)
    } catch {
      // The error is not repeated: it may quote what it read.
      return { state: 'failed', reason: 'Its keys cannot be read with this installation’s key. Switch it off and on again on that device.' }
    }
    if (!url) return { state: 'failed', reason: 'Its push service has an address within a private network, where nothing is sent.' }
    return postPush({ url, body: encryptPush(JSON.stringify(payload), subscription), authorization, ttlSeconds, urgency, topic }, isAllowed, at)
  }

  function track(sending: Promise<void>): void {
    const tracked = sending.catch(report).finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  return {
    async turn() {
      if (!isDue.get({ now: now() })) return false
      if (underWay.size >= mostAtOnce) await Promise.race(underWay)
      const begun = await writer.write((tx) => findDue(tx, mostAtOnce - underWay.size, now()).map((due) => begin(tx, due, { publicUrl }, now())))
      for (const each of begun) if (each) track(send(each))
      return begun.length > 0
    },
    ended: () => Promise.race(underWay),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

type Due = ReturnType<typeof findDue>[number]

/** What is due, at most one for each device: one whose push service is slow does not take the places of all others. */
function findDue(db: Database, most: number, now: number) {
  return db
    .select({ push: pushes, device: pushDevices, endsAt: sessions.expiresAt, rep: reps, user: { id: users.id, email: users.email } })
    .from(pushes)
    .innerJoin(pushDevices, eq(pushDevices.id, pushes.deviceId))
    .innerJoin(sessions, eq(sessions.id, pushDevices.sessionId))
    .innerJoin(users, eq(users.id, pushDevices.userId))
    .innerJoin(reps, eq(reps.id, pushDevices.personId))
    .where(and(lte(pushes.notBefore, now), sql`not exists (select 1 from pushes as other where other.device_id = ${pushes.deviceId} and other.attempt > 0 and other.reason is null and other.not_before > ${now})`))
    .orderBy(asc(pushes.notBefore), asc(pushes.id))
    .limit(most)
    .all()
    .filter(({ device }, index, all) => all.findIndex((each) => each.device.id === device.id) === index)
}

/** Whether it still goes, and what it says. What does not go is gone; a device that is not this person's any more is gone, too. */
function begin(db: Database, { push, device, endsAt, rep, user }: Due, { publicUrl }: { publicUrl: string }, now: number): Begun | undefined {
  if (endsAt.getTime() <= now || rep.deletedAt !== null || !isSamePerson(rep, user)) {
    deleteRows(db, pushDevices, { id: device.id })
    return undefined
  }
  const notice = push.noticeId === null ? undefined : db.select().from(notices).where(eq(notices.id, push.noticeId)).get()
  const terms = termsOf(db, { push, notice, personId: rep.id }, now)
  if ('drop' in terms) {
    // It was never taken: that it is over by now is no reason to keep silent about the device.
    if (push.reason !== null) giveUp(db, push, push.reason, now)
    else deleteRows(db, pushes, { id: push.id })
    return undefined
  }
  const attempt = push.attempt + 1
  updateRows(db, pushes, { attempt, notBefore: now + leaseMs, reason: null }, { id: push.id })
  const payload = notice ? payloadOf(notice, publicUrl) : testPayload(readWorkspace(db).name)
  return { id: push.id, deviceId: device.id, attempt, sealed: device.sealed, payload, topic: notice ? tagOf(notice) : 'test', terms }
}

function termsOf(db: Database, { push, notice, personId }: { push: Due['push']; notice: typeof notices.$inferSelect | undefined; personId: string }, now: number): PushTerms | { drop: string } {
  const { noticeId, expiresAt } = push
  if (noticeId === null) return decidePush({ readAt: null, expiresAt }, now)
  if (!notice) return { drop: 'The notice was cleared.' }
  const { readAt, offerId } = notice
  if (offerId === null) return decidePush({ readAt, expiresAt }, now)
  const offer = db.select().from(assignments).where(and(eq(assignments.id, offerId), eq(assignments.repId, personId), eq(assignments.state, 'offered'))).get()
  return decidePush({ readAt, expiresAt, offer: { isOpen: offer !== undefined, until: offer ? offerUntil(db, offer) : null } }, now)
}

/** What became of one attempt. Another process may have begun it again meanwhile, and a device may be gone: then nothing changes. */
function settle(db: Database, { id, deviceId, attempt, until }: { id: string; deviceId: string; attempt: number; until: number }, pushed: Pushed, now: number): void {
  if (pushed.state === 'gone') return void deleteRows(db, pushDevices, { id: deviceId })
  if (pushed.state === 'delivered') {
    updateRows(db, pushDevices, { deliveredAt: now, failingSince: null, problem: null, heldUntil: null }, { id: deviceId })
    return void deleteRows(db, pushes, { id })
  }
  const mine = db.select({ id: pushes.id }).from(pushes).where(and(eq(pushes.id, id), eq(pushes.attempt, attempt))).get()
  if (!mine) return
  const { reason } = pushed
  const again = pushed.state === 'retry' ? nextPushAt({ attempt, until, ...(pushed.retryAfterMs !== undefined && { retryAfterMs: pushed.retryAfterMs }) }, now) : undefined
  if (again === undefined) giveUp(db, { id, deviceId }, reason, now)
  else updateRows(db, pushes, { notBefore: again, reason }, { id })
  if (pushed.state === 'retry' && pushed.retryAfterMs !== undefined) hold(db, deviceId, now + pushed.retryAfterMs)
}

/** A push service that wants to be left alone is, with everything for this device. */
function hold(db: Database, deviceId: string, until: number): void {
  updateRows(db, pushDevices, { heldUntil: until }, { id: deviceId })
  db.update(pushes).set({ notBefore: until }).where(and(eq(pushes.deviceId, deviceId), lt(pushes.notBefore, until))).run()
}

/** It does not go any more, which stands at the device until something reaches it. */
function giveUp(db: Database, { id, deviceId }: { id: string; deviceId: string }, problem: string, now: number): void {
  const known = db.select({ failingSince: pushDevices.failingSince }).from(pushDevices).where(eq(pushDevices.id, deviceId)).get()
  updateRows(db, pushDevices, { failingSince: known?.failingSince ?? now, problem }, { id: deviceId })
  deleteRows(db, pushes, { id })
}

/** Does so twice a second, and as soon as something has ended; returns how to stop, which waits for what is under way. */
export function startSendPushes(deps: Omit<PushDeps, 'now'>): () => Promise<void> {
  const sender = createSendPushes({ ...deps, now: Date.now })
  let isStopped = false
  let wake: () => void = () => {}

  async function look(): Promise<void> {
    while (!isStopped) {
      try {
        while (!isStopped && (await sender.turn()));
      } catch (error) {
        deps.report(error)
      }
      if (!isStopped) await pause()
    }
  }

  function pause(): Promise<void> {
    let timer: NodeJS.Timeout
    return new Promise<void>((resolve) => {
      wake = resolve
      timer = setTimeout(resolve, everyMs)
      void sender.ended().then(resolve)
    }).finally(() => clearTimeout(timer))
  }

  const looking = look()
  return async () => {
    isStopped = true
    wake()
    await looking
    await sender.idle()
  }
}
