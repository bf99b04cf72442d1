import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { EffectRequest } from '#nodes/sdk/effect'
import { type SmtpFault, type SmtpReceiver, startSmtpReceiver } from '#test/harness/receivers/smtp-receiver'
import { createEmailProvider, type EmailProvider } from './send-email'

const to = 'anna.weiss@customer.example'
const mail: EffectRequest & { channel: 'email' } = {
  channel: 'email', to, toName: 'Anna Weiß, Dr.', subject: 'Zürich: a lead für Sie',
  text: `Grüezi Anna\n.\n..dots\n\nhttps://watertight.example/acks/${'x'.repeat(120)}=y\n`,
}
const attempt = { key: '01RUN:notify:1:rep', timeoutMs: 10_000 }
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function receiver(): Promise<SmtpReceiver> {
  const made = await startSmtpReceiver()
  closing.push(() => made.stop())
  return made
}

function provider(smtpUrl: string, connections = 2): EmailProvider {
  const made = createEmailProvider({ smtpUrl, connections, from: 'Watertight <flows@watertight.example>' })
  closing.push(() => made.close())
  return made
}

/** A server that follows a script: what to say to which command, or what to do to the connection. */
async function scripted(onLine: (line: string, socket: Socket) => string | undefined, greeting: string | undefined = '220 test'): Promise<string> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (greeting) socket.write(`${greeting}\r\n`)
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const reply = onLine(line, socket)
        if (reply !== undefined && !socket.destroyed) socket.write(`${reply}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The usual replies, with some of them replaced. `.` is what is said after the final dot, `body` is asked for each line of the message. */
function replies(special: Record<string, string | ((socket: Socket) => undefined)>): (line: string, socket: Socket) => string | undefined {
  const usual: Record<string, string> = { EHLO: '250 test', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go', RSET: '250 ok', QUIT: '221 bye', '.': '250 stored' }
  let isBody = false
  return (line, socket) => {
    const verb = isBody ? (line === '.' ? '.' : 'body') : (line.split(' ')[0] ?? '')
    const reply = special[verb] ?? usual[verb]
    if (verb === 'DATA' && typeof reply === 'string' && reply.startsWith('3')) isBody = true
    if (verb === '.') isBody = false
    return typeof reply === 'function' ? reply(socket) : reply
  }
}

const silent = () => undefined
const destroy = (socket: Socket) => void socket.destroy()

describe('a mail server that works', () => {
  it('gets the mail once, whole, with a Message-ID that is the same for every attempt and tells nothing', async () => {
    const server = await receiver()
    const send = provider(server.url)
    const first = await send(mail, attempt)
    const second = await send(mail, attempt)
    const other = await send(mail, { ...attempt, key: '01RUN:notify:2:rep' })
    expect(first).toEqual({ state: 'done', providerId: expect.stringMatching(/^<[0-9a-f]{32}@watertight>$/) })
    expect(second).toEqual(first)
    expect(other).not.toEqual(first)
    const [got] = server.mails()
    expect(got).toMatchObject({ to, subject: mail.subject, text: mail.text.trimEnd(), messageId: first.state === 'done' ? first.providerId : '' })
  })

  it('is kept connected, with no more connections than allowed', async () => {
    const server = await receiver()
    const send = provider(server.url, 3)
    const states = await Promise.all(Array.from({ length: 30 }, (_, index) => send(mail, { ...attempt, key: `k${index}` })))
    expect(states.every(({ state }) => state === 'done')).toBe(true)
    expect(server.count({ to })).toBe(30)
    expect(server.connections()).toBeLessThanOrEqual(3)
  })

  it('may be slow', async () => {
    const server = await receiver()
    server.fail(to, { kind: 'slow', ms: 600 })
    expect(await provider(server.url)(mail, attempt)).toMatchObject({ state: 'done' })
  })

  it('may have closed the kept connection meanwhile', async () => {
    const server = await receiver()
    const send = provider(server.url)
    await send(mail, attempt)
    await server.down()
    await server.up()
    const after = await send(mail, { ...attempt, key: 'next' })
    expect(['done', 'retry']).toContain(after.state)
    expect(server.count()).toBe(after.state === 'done' ? 2 : 1)
  })
})

describe('what the server says', () => {
  const said: [string, SmtpFault, string][] = [
    ['550 to the recipient', { kind: 'reply', code: 550, at: 'recipient' }, 'failed'],
    ['451 to the recipient', { kind: 'reply', code: 451, at: 'recipient' }, 'retry'],
    ['421 to the recipient', { kind: 'reply', code: 421, at: 'recipient' }, 'retry'],
    ['550 to the message', { kind: 'reply', code: 550, at: 'message' }, 'failed'],
    ['552 to the message', { kind: 'reply', code: 552, at: 'message' }, 'failed'],
    ['451 to the message', { kind: 'reply', code: 451, at: 'message' }, 'retry'],
    ['421 to the message', { kind: 'reply', code: 421, at: 'message' }, 'retry'],
    ['421 as a greeting', { kind: 'reply', code: 421, at: 'connect' }, 'retry'],
    ['554 as a greeting', { kind: 'reply', code: 554, at: 'connect' }, 'retry'],
  ]
  it.each(said)('%s', async (_, fault, state) => {
    const server = await receiver()
    server.fail('anybody', fault, 1)
    const send = provider(server.url)
    expect((await send(mail, attempt)).state).toBe(state)
    expect(server.count()).toBe(0)
    // The refusal is of this message: the next goes through.
    expect((await send(mail, { ...attempt, key: 'next' })).state).toBe('done')
  })

  const scripts: [string, Record<string, string>, string][] = [
    ['550 to MAIL', { MAIL: '550 no' }, 'failed'],
    ['452 to MAIL', { MAIL: '452 full' }, 'retry'],
    ['503 to MAIL', { MAIL: '503 bad order' }, 'retry'],
    ['554 to DATA', { DATA: '554 no' }, 'failed'],
    ['451 to DATA', { DATA: '451 later' }, 'retry'],
    ['354 once more instead of 250', { '.': '354 what' }, 'unknown'],
    ['something that is no reply', { '.': 'hello' }, 'unknown'],
  ]
  it.each(scripts)('%s', async (_, special, state) => {
    const url = await scripted(replies(special))
    expect((await provider(url)(mail, { ...attempt, timeoutMs: 2_000 })).state).toBe(state)
  })

  it('is told without addresses, in bounds', async () => {
    const server = await receiver()
    server.fail(to, { kind: 'reply', code: 550, at: 'recipient', words: `<${to}>: anna.weiss is unknown, ask Postmaster@Other.example. ${'long '.repeat(100)}` })
    const delivery = await provider(server.url)(mail, attempt)
    const reason = delivery.state === 'failed' ? delivery.reason : ''
    expect(reason).toContain('550')
    expect(reason).toContain('is unknown')
    expect(reason).not.toMatch(/anna|@|customer|other\.example/i)
    expect(reason.length).toBeLessThan(240)
  })
})

describe('a connection that breaks', () => {
  const breaks: [string, Record<string, string | ((socket: Socket) => undefined)>, string | undefined, string][] = [
    ['before the greeting', {}, '', 'retry'],
    ['at EHLO', { EHLO: destroy }, undefined, 'retry'],
    ['at MAIL', { MAIL: destroy }, undefined, 'retry'],
    ['at RCPT', { RCPT: destroy }, undefined, 'retry'],
    ['at DATA, before the server asked for the message', { DATA: destroy }, undefined, 'retry'],
    ['in the message', { body: destroy }, undefined, 'unknown'],
    ['right after the final dot', { '.': destroy }, undefined, 'unknown'],
  ]
  it.each(breaks)('%s', async (_, special, greeting, state) => {
    let calls = 0
    const answer = replies(special)
    const url = await scripted((line, socket) => {
      if (line.startsWith('EHLO')) calls += 1
      return answer(line, socket)
    }, greeting ?? '220 test')
    const send = provider(url)
    expect((await send(mail, { ...attempt, timeoutMs: 2_000 })).state).toBe(state)
    await wait(200)
    expect(calls).toBeLessThanOrEqual(1)
  })

  const silences: [string, Record<string, string | ((socket: Socket) => undefined)>, string][] = [
    ['to EHLO', { EHLO: silent }, 'retry'],
    ['to MAIL', { MAIL: silent }, 'retry'],
    ['to DATA', { DATA: silent }, 'retry'],
    ['to the message', { '.': silent }, 'unknown'],
  ]
  it.each(silences)('silence %s ends at the limit', async (_, special, state) => {
    const url = await scripted(replies(special))
    const began = Date.now()
    expect((await provider(url)(mail, { ...attempt, timeoutMs: 1_500 })).state).toBe(state)
    expect(Date.now() - began).toBeLessThan(10_000)
  })

  it.each([['message', 0], ['after-storing', 1]] as const)('a receiver that drops at %s leaves it unknown and gets nothing twice', async (at, stored) => {
    const server = await receiver()
    server.fail(to, { kind: 'drop', at })
    expect((await provider(server.url)(mail, attempt)).state).toBe('unknown')
    await wait(300)
    expect(server.count()).toBe(stored)
    expect(server.connections()).toBe(1)
  })

  it('nothing listens', async () => {
    const server = await receiver()
    await server.down()
    const delivery = await provider(server.url)(mail, attempt)
    expect(delivery).toEqual({ state: 'retry', reason: 'The mail server could not be reached (ECONNREFUSED). Nothing was sent.' })
  })

  it('the name does not resolve', async () => {
    const delivery = await provider('smtp://user:hunter2@no-such-host.invalid:25')(mail, { ...attempt, timeoutMs: 2_000 })
    expect(delivery.state).toBe('retry')
    expect(JSON.stringify(delivery)).not.toMatch(/hunter2|no-such-host/)
  })

  it('a mail waiting behind hanging ones ends at its limit, unsent', async () => {
    const server = await receiver()
    server.fail(to, { kind: 'hang', at: 'message' })
    const send = provider(server.url, 1)
    const [first, second] = await Promise.all([send(mail, { key: 'a', timeoutMs: 3_000 }), send(mail, { key: 'b', timeoutMs: 1_500 })])
    expect([first.state, second.state]).toEqual(['unknown', 'retry'])
  })
})

it('refuses addresses that could be more than one', async () => {
  const server = await receiver()
  const send = provider(server.url)
  for (const bad of ['', 'nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', '<a@b.example>', '"a b"@c.example']) {
    expect((await send({ ...mail, to: bad }, attempt)).state, bad).toBe('failed')
  }
  expect(server.count()).toBe(0)
})

it('keeps line breaks out of headers', async () => {
  const server = await receiver()
  await provider(server.url)({ ...mail, subject: 'a\r\nBcc: x@y.example', toName: 'A\r\nBcc: x@y.example' }, attempt)
  expect(server.mails()).toEqual([expect.objectContaining({ to, subject: 'a Bcc: x@y.example' })])
})

it('says that a refused sign-in is to be tried again, without the password', async () => {
  const url = await scripted(replies({ EHLO: '250-test\r\n250 AUTH PLAIN', AUTH: '535 wrong hunter2' }))
  const delivery = await provider(url.replace('smtp://', 'smtp://user:hunter2@'))(mail, attempt)
  expect(delivery).toEqual({ state: 'retry', reason: 'The mail server refused our sign-in (535). Nothing was sent.' })
})
