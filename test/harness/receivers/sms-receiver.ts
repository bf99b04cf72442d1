import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { smsSignature } from '#server/sms/signature'

export const testAccount = { accountSid: `AC${'0a'.repeat(16)}`, token: 'test-token-of-the-account', sender: '+15005550006' }

export interface RecordedSms {
  sid: string
  to: string
  text: string
  at: number
  statusCallback: string | undefined
}

/** `after-storing`: the message was taken, and only the sender does not know. */
export type SmsFault =
  | { kind: 'status'; status: number; code?: number; retryAfter?: string; at?: 'before' | 'after-storing' }
  | { kind: 'hang' | 'reset'; at: 'before' | 'after-storing' }

export interface SmsReceiver {
  url: string
  /** What was taken, in order. */
  messages(): RecordedSms[]
  /** How often messages were asked for, and how often they were listed. */
  requests(): { sends: number; lists: number }
  /** From now on, `times` messages meet the fault. */
  fail(fault: SmsFault, times?: number): void
  /** From now on, `times` lists meet the fault. */
  failLists(fault: SmsFault, times?: number): void
  /** So many of the newest messages are not in lists yet. */
  hideNewest(count: number): void
  stop(): Promise<void>
}

/** A provider of text messages as Twilio's API is: takes messages, lists them by number and day, refuses who is not signed in. Keeps everything in memory. */
export async function startSmsReceiver(now: () => number = Date.now): Promise<SmsReceiver> {
  const taken: RecordedSms[] = []
  const counts = { sends: 0, lists: 0 }
  const faults: { fault: SmsFault; left: number; on: 'sends' | 'lists' }[] = []
  let hidden = 0
  const path = `/2010-04-01/Accounts/${testAccount.accountSid}/Messages.json`
  const signedIn = `Basic ${Buffer.from(`${testAccount.accountSid}:${testAccount.token}`).toString('base64')}`

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString('utf8')))
  })

  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const url = new URL(request.url ?? '/', 'http://provider')
    if (url.pathname !== path) return json(response, 404, { code: 20404, message: 'not found', status: 404 })
    if (request.headers.authorization !== signedIn) return json(response, 401, { code: 20003, message: 'Authenticate', status: 401 })
    const on = request.method === 'POST' ? 'sends' : 'lists'
    counts[on] += 1
    const rule = faults.find((each) => each.on === on && each.left > 0)
    if (rule) rule.left -= 1
    const fault = rule?.fault
    if (fault && fault.at !== 'after-storing') return meet(response, fault)
    if (on === 'lists') return json(response, 200, list(url.searchParams))
    const fields = new URLSearchParams(body)
    const message = { sid: `SM${randomBytes(16).toString('hex')}`, to: fields.get('To') ?? '', text: fields.get('Body') ?? '', at: now(), statusCallback: fields.get('StatusCallback') ?? undefined }
    taken.push(message)
    if (fault) return meet(response, fault)
    json(response, 201, shown(message))
  }

  function list(query: URLSearchParams): object {
    const day = (at: number) => new Date(at).toISOString().slice(0, 10)
    const messages = taken.slice(0, taken.length - hidden).filter((message) => (query.get('To') ?? message.to) === message.to && (query.get('DateSent>') ?? '0') <= day(message.at) && (query.get('DateSent') ?? day(message.at)) === day(message.at))
    return { messages: messages.toReversed().slice(0, Number(query.get('PageSize') ?? 50)).map(shown), next_page_uri: null }
  }

  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    messages: () => [...taken],
    requests: () => ({ ...counts }),
    fail: (fault, times = Number.POSITIVE_INFINITY) => void faults.push({ fault, left: times, on: 'sends' }),
    failLists: (fault, times = Number.POSITIVE_INFINITY) => void faults.push({ fault, left: times, on: 'lists' }),
    hideNewest: (count) => {
      hidden = count
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The headers of a call that this provider makes to `url`, signed as its are. */
export function signedCall(url: string, fields: Record<string, string>): { method: 'POST'; headers: Record<string, string>; body: string } {
  const body = new URLSearchParams(fields)
  return { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': smsSignature(testAccount.token, url, body) }, body: body.toString() }
}

/** Twilio writes dates as RFC 2822 does, and `date_sent` stays empty until it has gone. */
function shown({ sid, to, text, at }: RecordedSms): object {
  return { sid, to, from: testAccount.sender, body: text, status: 'sent', date_created: new Date(at).toUTCString(), date_sent: new Date(at).toUTCString(), direction: 'outbound-api', error_code: null }
}

function meet(response: ServerResponse, fault: SmsFault): void {
  if (fault.kind === 'reset') response.socket?.resetAndDestroy()
  if (fault.kind !== 'status') return
  json(response, fault.status, { code: fault.code ?? 20500, message: 'as the test asked for +15551234567', status: fault.status }, fault.retryAfter ? { 'retry-after': fault.retryAfter } : {})
}

function json(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
