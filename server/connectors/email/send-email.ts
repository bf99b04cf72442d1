import nodemailer from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import type { Readable } from 'node:stream'
import type { Delivery, Provider } from '#engine/providers'
import type { DkimSigner } from '../../dkim/dkim-key'
import { effectId } from '../effect-id'
import { deliveryOfError } from './delivery-of-error'

/** Where mail is handed in. `isTls`: TLS from the first byte; without it STARTTLS is used where the server offers it. */
interface MailServer {
  host: string
  port: number
  isTls?: boolean
  user?: string
  password?: string
}

export type EmailOptions = {
  from: string
  connections?: number
  /** What signs a mail that goes now (DKIM), if anything does. May throw when it cannot be read. */
  signer?(): DkimSigner | undefined
} & ({ smtpUrl: string } | { server: MailServer })

export interface EmailProvider extends Provider {
  /** Lets open attempts end and closes the connections. */
  close(): void
}

/** Mail servers mostly end idle connections after minutes; we do first, so that no attempt begins on a dying one. */
const idleTimeoutMs = 15_000

/** With the way to say no at one click, which RFC 8058 wants signed. */
const signedHeaders = 'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted'

/** One address and nothing else. Quoted local parts are refused: they could carry a second recipient into a header. */
const plainAddress = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/

/**
 * Mail over SMTP, one recipient each, through a few kept connections. One call is one attempt: the pool's own requeueing is
 * off. The Message-ID is the same for all attempts of an effect, so a receiver can tell doubles apart (SMTP itself does not).
 */
export function createEmailProvider({ from, connections = 4, signer = () => undefined, ...where }: EmailOptions): EmailProvider {
  const transporter = nodemailer.createTransport({
    ...('smtpUrl' in where ? { url: where.smtpUrl } : transportOf(where.server)),
    pool: true, maxConnections: connections, maxRequeues: 0, idleTimeout: idleTimeoutMs, disableFileAccess: true, disableUrlAccess: true,
  })

  const ownAddress = addressparser(from, { flatten: true })[0]?.address ?? from

  // The message is read only after the server has said 354, so "has it been read" is exactly "may the server have it".
  const messages = new WeakMap<AbortSignal, Readable>()
  transporter.use('stream', (mail, done) => {
    const { message, data } = mail
    const open = message.createReadStream.bind(message)
    message.createReadStream = (options) => {
      const stream = open(options)
      if (data.signal) messages.set(data.signal, stream)
      return stream
    }
    done()
  })

  const send: Provider = async (request, { key, timeoutMs }): Promise<Delivery> => {
    if (request.channel !== 'email') throw new Error(`connectors.email: cannot send a ${request.channel}`)
    const { to, toName, subject, text, html, from: sender, unsubscribe } = request
    if (!plainAddress.test(to)) return { state: 'failed', reason: 'The address is not a usable e-mail address.' }

    let dkim: DkimSigner | undefined
    try {
      dkim = signer()
    } catch {
      // Not repeated: the error may quote what it read. Unsigned it would be taken for forged.
      return { state: 'retry', reason: 'The key that mail is signed with could not be read with this installation’s key. Nothing was sent.' }
    }
    const messageId = messageIdOf(key)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), timeoutMs)
    try {
      await transporter.sendMail({
        from: sender ? { name: sender.name, address: ownAddress } : from, ...(sender && { replyTo: sender.replyTo }),
        to: { name: toName, address: to }, subject, text, ...(html !== undefined && { html }), messageId, signal: limit.signal, ...(dkim && { dkim: { ...dkim, headerFieldNames: signedHeaders } }),
        headers: {
          // Keeps holiday replies and other robots from answering (RFC 3834), where nobody reads answers.
          ...(!sender && { 'Auto-Submitted': 'auto-generated' }),
          ...(unsubscribe && { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
      })
      return { state: 'done', providerId: messageId }
    } catch (error) {
      const delivery = deliveryOfError(error, { wasHandedOver: messages.get(limit.signal)?.readableDidRead ?? false, to })
      return delivery.state === 'unknown' ? { ...delivery, providerId: messageId } : delivery
    } finally {
      clearTimeout(timer)
    }
  }
  return Object.assign(send, { atOnce: connections, close: () => transporter.close() })
}

/** The Message-ID of an effect: the same for every attempt, so that answers to it are told to be. */
function messageIdOf(key: string): string {
  return `<${effectId(key)}@watertight>`
}

function transportOf({ host, port, isTls = false, user, password }: MailServer) {
  return { host, port, secure: isTls, ...(user !== undefined && { auth: { user, pass: password ?? '' } }) }
}
