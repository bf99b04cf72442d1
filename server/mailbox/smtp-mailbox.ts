import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { randomUUID } from 'node:crypto'
import type { Writer } from '../db/writer'
import { parseMail } from './parse-mail'
import { storeMail, trimMailbox } from './store-mail'

export interface Mailbox {
  port: number
  stop(): Promise<void>
}

export interface MailboxOptions {
  writer: Writer
  now: () => number
  /** 0: any free one. */
  port?: number
  maxMails?: number
}

const maxBytes = 1_000_000
const maxRecipients = 50

/**
 * The local mailbox: a real mail server on this machine only, for trying flows out without sending anything to anybody.
 * It answers 250 only once the mail is durable, so what a flow believes sent is there after a crash.
 */
export async function startMailbox({ writer, now, port = 0, maxMails = 5_000 }: MailboxOptions): Promise<Mailbox> {
  const server = new SMTPServer({
    name: 'watertight.local',
    size: maxBytes,
    rejectOversized: true,
    maxRecipients,
    maxClients: 100,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    // Senders keep their connections; without sign-in each command of theirs would count against this.
    maxAllowedUnauthenticatedCommands: false,
    disableReverseLookup: true,
    closeTimeout: 500,
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      receive(stream, recipients).then(
        () => callback(null, 'Stored'),
        () => callback(Object.assign(new Error('Could not be stored, try again'), { responseCode: 451 })),
      )
    },
  })

  async function receive(stream: SMTPServerDataStream, recipients: string[]): Promise<void> {
    const raw = await readAll(stream)
    if (stream.sizeExceeded) return
    const { messageId, from, subject, text, html } = parseMail(raw)
    const mail = { recipients, messageId: messageId || `<${randomUUID()}@mailbox>`, from, subject, text, html }
    await writer.write((db) => {
      storeMail(db, mail, now())
      trimMailbox(db, maxMails)
    })
  }

  const bound = await listen(server, port)
  // Broken connections are the sender's business, not ours.
  server.on('error', () => undefined)
  return { port: bound, stop: () => new Promise((resolve) => void server.close(() => resolve())) }
}

/** Reads to the end in any case, as the protocol wants, but keeps no more than is allowed. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= maxBytes) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
