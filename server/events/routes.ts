import { type Context, Hono } from 'hono'
import type { JsonObject } from '#nodes/sdk/json'
import { AppError } from '../errors/app-error'
import type { FindSource, Source } from './find-source'
import { bodyId, readPayload } from './read-payload'
import { readBody } from './read-body'
import type { IncomingEvent, ReceivedEvent } from './receive-event'

const maxBodyBytes = 256 * 1024
const maxIdLength = 200

export interface IntakeDeps {
  findSource: FindSource
  receive(event: IncomingEvent, now: number): Promise<ReceivedEvent>
  /** Whether this source has sent this id before. */
  isKnown(sourceId: string, externalId: string): boolean
  /** What the sender of an idempotency key was told the first time. Throws when this is another lead. */
  firstAnswer(eventId: string, data: JsonObject): 'new' | 'stuck'
  now(): number
}

/**
 * Where leads and other events come in. 202 only once the event is durable; the same event again is 202 too, and changes nothing.
 * Signed webhooks follow Standard Webhooks; others carry a secret in the path, or a bearer token for the JSON API.
 */
export function createIntakeRoutes(deps: IntakeDeps) {
  async function take(c: Context, source: Source, body: string, sentId: string | undefined, sentAt: number | undefined, { isKeyed = false, isEvent = false, onlyLeads = false } = {}) {
    const now = deps.now()
    const { id, type, lead, data, occurredAt } = readPayload(body, isEvent)
    const isLead = type === 'lead.received'
    if (onlyLeads && !isLead) throw new AppError('bad-input', `“type” is “${type}”. This address takes leads only; send other events to /api/events.`)
    const givenId = sentId ?? (isEvent ? id : undefined)
    if (givenId !== undefined && (givenId.length === 0 || givenId.length > maxIdLength)) throw new AppError('bad-input', `The event’s id must have 1 to ${maxIdLength} characters.`)
    const received = await deps.receive({ sourceId: source.id, externalId: givenId ?? idOf(source, isLead ? data.id : undefined, body, now), type, ...(lead !== undefined && { lead }), data, occurredAt: occurredAt ?? sentAt ?? now }, now)
    if (isEvent || !isLead) return c.json({ id: received.id, state: received.state, subject: received.subjectId === null ? null : { type: 'lead', id: received.subjectId } }, 202)
    if (!isKeyed || received.state !== 'duplicate') return c.json({ id: received.id, state: received.state }, 202)
    c.header('Idempotency-Replayed', 'true')
    return c.json({ id: received.id, state: deps.firstAnswer(received.id, data) }, 202)
  }

  /** Without an id from the sender: the lead's own, else the body itself on the same or the next day. */
  function idOf(source: Source, own: unknown, body: string, now: number): string {
    if ((typeof own === 'string' && own !== '' && own.length <= maxIdLength) || typeof own === 'number') return `lead:${own}`
    const { today, yesterday } = bodyId(body, now)
    return deps.isKnown(source.id, yesterday) ? yesterday : today
  }

  function bearerSource(c: Context): Source {
    const token = /^Bearer (\S{16,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const source = token && deps.findSource.bySecret('api', token)
    if (!source) throw new AppError('not-signed-in', 'Send the token of an API source as “Authorization: Bearer …”.')
    return source
  }

  return new Hono()
    .post('/hooks/:source', async (c) => {
      const body = await readBody(c, maxBodyBytes)
      const source = deps.findSource.byId(c.req.param('source'))
      const id = c.req.header('webhook-id')
      const timestamp = c.req.header('webhook-timestamp')
      const signature = c.req.header('webhook-signature')
      if (!source?.webhook || !id || !timestamp || !signature) throw badSignature()
      try {
        source.webhook.verify(body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature })
      } catch (error) {
        // The library parses the body too, after it has checked the signature; readPayload says that better.
        if (!(error instanceof SyntaxError)) throw badSignature()
      }
      return take(c, source, body, id, Number(timestamp) * 1000)
    })
    .post('/in/:secret', async (c) => {
      const source = deps.findSource.bySecret('path-webhook', c.req.param('secret'))
      if (!source) throw new AppError('not-found', 'There is no source at this address.')
      return take(c, source, await readBody(c, maxBodyBytes), c.req.header('webhook-id') ?? c.req.header('idempotency-key'), undefined)
    })
    .post('/api/leads', async (c) => {
      const source = bearerSource(c)
      const key = c.req.header('idempotency-key')
      return take(c, source, await readBody(c, maxBodyBytes), key, undefined, { isKeyed: key !== undefined, onlyLeads: true })
    })
    .post('/api/events', async (c) => {
      const source = bearerSource(c)
      return take(c, source, await readBody(c, maxBodyBytes), c.req.header('idempotency-key'), undefined, { isEvent: true })
    })
}

function badSignature(): AppError {
  return new AppError('bad-signature', 'The signature does not fit: check the source’s address, its secret and the sender’s clock. Nothing was taken in.')
}
