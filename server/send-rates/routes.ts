import { count, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Database } from '../db/open-database'
import { sendTurns } from '../db/schema'
import type { Writer } from '../db/writer'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { changeSendRates, rateOf, readSendRates, SendRates } from './send-rates'

/** How fast messages may go, and how many wait for their turn. */
export function createSendRatesRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  function view() {
    const waiting = db.select({ channel: sendTurns.channel, count: count() }).from(sendTurns).where(isNull(sendTurns.letForwardAt)).groupBy(sendTurns.channel).all()
    const waitingIn = (channel: string) => waiting.find((each) => each.channel === channel)?.count ?? 0
    return { email: { perSecond: readSendRates(db).email, waiting: waitingIn('email') }, sms: { perSecond: rateOf(db, 'sms') ?? null, waiting: waitingIn('sms') } }
  }
  return new Hono<SignedIn>()
    .get('/', (c) => c.json(view()))
    .put('/', requireRole('ops'), valid('json', SendRates), async (c) => {
      const rates = c.req.valid('json')
      await writer.write((tx) => changeSendRates(tx, { rates, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json(view())
    })
}
