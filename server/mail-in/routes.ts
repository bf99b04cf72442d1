import { Hono } from 'hono'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import type { FindSource } from '../events/find-source'
import { readBytes } from '../events/read-body'
import { readMail } from './read-mail'
import { takeMail } from './take-mail'

/** Attachments are not kept, but come along. */
const maxBytes = 10 * 1024 * 1024

interface MailInDeps {
  writer: Writer
  findSource: FindSource
  now(): number
}

/**
 * Where a mail server, or a service that takes mail in, hands on what comes to the address that our messages are from: the mail as it was sent (RFC 5322), or `{ "raw" }` as JSON, the
 * mail in it as text or base64. The secret is in the path. Answered once it is durable.
 */
export function createMailInRoutes({ writer, findSource, now }: MailInDeps) {
  return new Hono().post('/mail/:secret', async (c) => {
    const source = findSource.bySecret('mail', c.req.param('secret'))
    if (!source) throw new AppError('not-found', 'No mail is taken in at this address. Make a new one at Settings → Channels.')
    const body = await readBytes(c, maxBytes)
    const raw = /json/i.test(c.req.header('content-type') ?? '') ? rawIn(body) : body
    const mail = await readMail(raw).catch(() => {
      throw new AppError('bad-input', 'This is no mail: send it as it came (RFC 5322), or as { "raw": … } in JSON.')
    })
    const taken = await writer.write((tx) => takeMail(tx, mail, source.id, now()))
    return c.json({ taken }, 202)
  })
}

function rawIn(body: Buffer): Buffer {
  let raw: unknown
  try {
    raw = (JSON.parse(body.toString('utf8')) as { raw?: unknown } | null)?.raw
  } catch {
    raw = undefined
  }
  if (typeof raw !== 'string' || raw === '') throw new AppError('bad-input', '“raw” must be the mail as it came, as text or base64.')
  return /^[A-Za-z0-9+/=_\s-]+$/.test(raw) ? Buffer.from(raw, 'base64') : Buffer.from(raw, 'utf8')
}
