import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { appendFileSync } from 'node:fs'
import { parseMail } from '#server/mailbox/parse-mail'
import { listenSafely } from '../listen-safely'

export interface RecordedMail {
  messageId: string
  to: string
  from: string
  subject: string
  text: string
  at: number
}

/**
 * What goes wrong. `reply` at `message` comes instead of the 250; `slow` delays it. `drop` ends the connection without a
 * word: at `message` the mail is lost, `after-storing` it has arrived and only the sender does not know. `hang` keeps
 * the connection and says nothing.
 */
export type SmtpFault =
  | { kind: 'reply'; code: number; at?: 'connect' | 'recipient' | 'message'; words?: string }
  | { kind: 'slow'; ms: number }
  | { kind: 'drop'; at: 'connect' | 'recipient' | 'message' | 'after-storing' }
  | { kind: 'hang'; at: 'connect' | 'recipient' | 'message' | 'after-storing' }

export interface SmtpReceiver {
  readonly port: number
  readonly url: string
  /** What was accepted, or stored before a fault, one per recipient, in order. */
  mails(): RecordedMail[]
  count(filter?: { to?: string; messageId?: string }): number
  /** How many connections there have been. */
  connections(): number
  /** From now on, `times` mails to this address (or to anybody) meet the fault. Faults at `connect` are for anybody. */
  fail(to: string | 'anybody', fault: SmtpFault, times?: number): void
  heal(): void
  /** Nothing listens any more, and open connections break. */
  down(): Promise<void>
  /** Listens again, on the same port. */
  up(): Promise<void>
  stop(): Promise<void>
}

interface Rule {
  to: string
  fault: SmtpFault
  left: number
}

/** A real mail server that keeps what it gets in memory and, for tests that kill processes, in a file of JSON lines. */
export async function startSmtpReceiver({ port: wanted, file, onRaw }: { port?: number; file?: string; onRaw?(raw: Buffer): void } = {}): Promise<SmtpReceiver> {
  const recorded: RecordedMail[] = []
  let rules: Rule[] = []
  let connected = 0
  let server = create()
  const port = await listenSafely((at) => listen(server, at), wanted)

  function create(): SMTPServer {
    const made = new SMTPServer({
      name: 'receiver.test', authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true,
      maxAllowedUnauthenticatedCommands: false, closeTimeout: 50,
      onConnect: (session, callback) => {
        connected += 1
        meet(session, 'connect', ['anybody'], callback)
      },
      onRcptTo: ({ address }, session, callback) => meet(session, 'recipient', [address, 'anybody'], callback),
      // A sender that is killed in the middle of a mail ends the stream with an error; nothing was accepted then.
      onData: (stream, session, callback) => void receive(stream, session, callback).catch(() => undefined),
    })
    made.on('error', () => undefined)
    return made
  }

  function take(stages: string[], names: string[]): SmtpFault | undefined {
    const rule = rules.find(({ to, left, fault }) => left > 0 && names.includes(to) && stages.includes(stageOf(fault)))
    if (rule) rule.left -= 1
    return rule?.fault
  }

  function meet(session: SMTPServerSession, stage: string, names: string[], callback: (error?: Error) => void): void {
    const fault = take([stage], names)
    if (!fault) callback()
    else if (fault.kind === 'reply') callback(replyError(fault))
    else if (fault.kind === 'drop') drop(session)
  }

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, callback: (error?: Error | null, words?: string) => void): Promise<void> {
    const recipients = session.envelope.rcptTo.map(({ address }) => address)
    const fault = take(['message', 'after-storing'], [...recipients, 'anybody'])
    const chunks: Buffer[] = []
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      // Not earlier: before its first byte the sender has been told nothing, and may try again.
      if (fault?.kind === 'drop' && fault.at === 'message') return drop(session)
    }
    if (fault?.kind === 'reply') return callback(replyError(fault))
    if (fault?.kind === 'hang' && fault.at === 'message') return
    record(Buffer.concat(chunks), recipients)
    if (fault?.kind === 'drop') return drop(session)
    if (fault?.kind === 'hang') return
    if (fault?.kind === 'slow') setTimeout(() => callback(null, 'Stored'), fault.ms)
    else callback(null, 'Stored')
  }

  function record(raw: Buffer, recipients: string[]): void {
    onRaw?.(raw)
    const { messageId, from, subject, text } = parseMail(raw)
    for (const to of recipients) {
      const mail = { messageId, to, from, subject, text, at: Date.now() }
      recorded.push(mail)
      if (file) appendFileSync(file, `${JSON.stringify(mail)}\n`)
    }
  }

  function drop(session: SMTPServerSession): void {
    for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy()
  }

  async function down(): Promise<void> {
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
    for (const connection of server.connections) connection._socket.destroy()
    await closed
  }

  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails: () => [...recorded],
    count: ({ to, messageId } = {}) => recorded.filter((mail) => (to === undefined || mail.to === to) && (messageId === undefined || mail.messageId === messageId)).length,
    connections: () => connected,
    fail: (to, fault, times = Number.POSITIVE_INFINITY) => void rules.push({ to, fault, left: times }),
    heal: () => {
      rules = []
    },
    down,
    up: async () => {
      server = create()
      await listenSafely((at) => listen(server, at), port)
    },
    stop: down,
  }
}

function stageOf(fault: SmtpFault): string {
  return fault.kind === 'slow' ? 'message' : (fault.at ?? 'message')
}

function replyError({ code, words = 'As the test asked' }: SmtpFault & { kind: 'reply' }): Error {
  return Object.assign(new Error(words), { responseCode: code })
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
