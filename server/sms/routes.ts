import { type Context, Hono } from 'hono'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { readBody } from '../events/read-body'
import type { SecretBox } from '../secrets/secret-box'
import { createFindSmsConnection } from './find-connection'
import { noteSmsStatus } from './note-status'
import { isSmsSignature, smsSignature } from './signature'
import { readSmsState } from './sms-state'
import { takeSmsMessage } from './take-message'

const maxBodyBytes = 64 * 1024
const maxIdLength = 64

interface SmsRoutesDeps {
  db: Database
  writer: Writer
  box: SecretBox
  publicUrl: string
  now(): number
}

/**
 * Where a Twilio-compatible provider tells of text messages that went and brings those that came. Signed with the account's token; answered once it is durable. Without a
 * signature that fits nothing is read.
 */
export function createSmsRoutes({ db, writer, box, publicUrl, now }: SmsRoutesDeps) {
  const findConnection = createFindSmsConnection({ db, box })

  async function readSigned(c: Context): Promise<URLSearchParams> {
    const connection = findConnection()
    if (!connection || connection.id !== c.req.param('connection')) throw new AppError('not-found', 'No provider for text messages is connected at this address.')
    const fields = new URLSearchParams(await readBody(c, maxBodyBytes))
    const { pathname, search } = new URL(c.req.url)
    if (!isSmsSignature(c.req.header('x-twilio-signature'), smsSignature(connection.token, `${publicUrl}${pathname}${search}`, fields))) {
      throw new AppError('bad-signature', 'The signature does not fit: check the account’s token, and that the provider calls the address under which Watertight is reached. Nothing was taken in.')
    }
    return fields
  }

  function idIn(fields: URLSearchParams): string {
    const id = fields.get('MessageSid') ?? fields.get('SmsSid') ?? ''
    if (id === '' || id.length > maxIdLength) throw new AppError('bad-input', `“MessageSid” must have 1 to ${maxIdLength} characters.`)
    return id
  }

  return new Hono()
    .post('/sms/:connection/status', async (c) => {
      const fields = await readSigned(c)
      const [providerId, state] = [idIn(fields), readSmsState(fields.get('MessageStatus') ?? fields.get('SmsStatus') ?? '')]
      const errorCode = fields.get('ErrorCode')?.slice(0, 20) ?? null
      const effectKey = c.req.query('effect') ?? ''
      if (state) await writer.write((tx) => noteSmsStatus(tx, { effectKey, providerId, state, errorCode }, now()))
      return c.body(null, 204)
    })
    .post('/sms/:connection/inbound', async (c) => {
      const fields = await readSigned(c)
      const providerId = idIn(fields)
      const from = parsePhoneNumberFromString(fields.get('From') ?? '')?.number
      // A number that is hidden, or a name, is nobody whom we could know.
      if (from) await writer.write((tx) => takeSmsMessage(tx, { providerId, from, text: fields.get('Body') ?? '' }, now()))
      // Providers send what is answered here as a message: nothing.
      return c.body('<?xml version="1.0" encoding="UTF-8"?><Response/>', 200, { 'content-type': 'text/xml; charset=utf-8' })
    })
}
