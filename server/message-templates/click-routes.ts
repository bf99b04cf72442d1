import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Writer } from '../db/writer'
import { leads } from '../db/schema'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'
import type { SecretBox } from '../secrets/secret-box'
import { type Click, readClickToken } from './click-token'

interface ClickDeps {
  writer: Writer
  box: SecretBox
  now(): number
  report(error: unknown): void
}

/**
 * Where the links of an e-mail lead that tells of clicks: on to their address, and the first time an event about the lead. Whoever cannot be told of is led on all the same. Programs that
 * only look (HEAD) tell of nothing.
 */
export function createClickRoutes({ writer, box, now, report }: ClickDeps) {
  async function tell({ leadId, key, address }: Click): Promise<void> {
    const at = now()
    // The same link of the same message is one event, however often it is followed.
    const externalId = `click:${createHash('sha256').update(`${key}\n${address}`).digest('hex').slice(0, 32)}`
    await writer.write((tx) => {
      if (!tx.select({ id: leads.id }).from(leads).where(eq(leads.id, leadId)).get()) return
      createKeepEvent(tx)({ sourceId: internalSource(tx, at), externalId, type: 'email.clicked', data: { address, message: key }, occurredAt: at, subject: { type: 'lead', id: leadId } }, at)
    })
  }
  return new Hono().get('/c/:token', async (c) => {
    const click = readClickToken(box, c.req.param('token'))
    c.header('Cache-Control', 'no-store')
    if (!click) return c.text('This link is not complete. Open it from the message again.', 404)
    if (c.req.method === 'GET') await tell(click).catch(report)
    return c.redirect(click.address, 302)
  })
}
