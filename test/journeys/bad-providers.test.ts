import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { createRandom } from '../harness/random'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { type HttpReceiver, startHttpReceiver } from '../harness/receivers/http-receiver'
import { type SmtpReceiver, startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendLeads } from '../harness/send-leads'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'

/** One rep, told by mail and by webhook; then an answer is waited for. */
const flow = (references: { team: string }) =>
  buildFlow(
    {
      ask: ['route', { team: references.team }], tell: ['notify', { to: ['assignee'], channels: ['email', 'webhook'] }], hold: ['await-ack', { window: minutes(10) }],
      nobody: ['end', { reason: 'rejected' }], done: ['end', { reason: 'accepted' }],
    },
    { 'ask.assigned': 'tell', 'ask.nobody': 'nobody', 'tell.told': 'hold', 'tell.failed': 'nobody', 'hold.acknowledged': 'done', 'hold.timedOut': 'nobody', 'hold.passedOn': 'nobody' },
  )

let smtp: SmtpReceiver
let http: HttpReceiver
let stack: Stack
let workspace: Workspace
let sent = 0

beforeAll(async () => {
  smtp = await startSmtpReceiver()
  http = await startHttpReceiver()
  stack = await startStack({
    smtpUrl: smtp.url,
    limits: 0.2,
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps: 1, capacity: 100, webhookUrl: http.url('').replace(/\/$/, ''), windows: {}, flow })
    },
  })
  await stack.untilWorkerIsReady()
})

afterAll(async () => {
  await stack.stop()
  stack.remove()
  await smtp.stop()
  await http.stop()
})

interface Effect {
  channel: string
  state: string
  attempt: number
  reason: string | null
  key: string
}

/** Sends one lead and gives its ledger rows once `isReady` holds for them. */
async function lead(isReady: (effects: Effect[]) => boolean): Promise<{ effects: Effect[]; steps: string[]; work: string[] }> {
  sent += 1
  const prefix = `Case${sent}`
  await sendLeads({ url: stack.url, source: workspace.source, count: 1, times: 1, random: createRandom(sent), parallel: 1, prefix })
  const db = new Sqlite(stack.databaseFile, { readonly: true })
  try {
    return await until(`the messages of ${prefix}`, 40_000, () => {
      const run = db.prepare(`select runs.id from runs join leads on leads.id = runs.subject_id where leads.name like ?`).get(`${prefix} %`) as { id: string } | undefined
      if (!run) return undefined
      const effects = db.prepare('select channel, state, attempt, reason, key from effects where run_id = ? order by channel').all(run.id) as Effect[]
      if (effects.length < 2 || !isReady(effects)) return undefined
      const steps = (db.prepare('select node_id as node, outlet, state from run_steps where run_id = ? order by rowid').all(run.id) as { node: string; outlet: string | null; state: string }[]).map((row) => `${row.node} ${row.outlet ?? row.state}`)
      const work = (db.prepare(`select kind from work_items where run_id = ? and state = 'open'`).all(run.id) as { kind: string }[]).map((row) => row.kind)
      return { effects, steps, work }
    })
  } finally {
    db.close()
  }
}

const states = (effects: Effect[]) => effects.map((each) => `${each.channel} ${each.state}`)
const all = (state: string) => (effects: Effect[]) => effects.every((each) => each.state === state)

describe('a provider that misbehaves', () => {
  it('SMTP down: the run goes on by the other channel, the mail comes once it is back, once', async () => {
    await smtp.down()
    const before = smtp.count()
    const during = await lead((effects) => effects.some((each) => each.channel === 'webhook' && each.state === 'done') && effects.some((each) => each.attempt > 0 && each.state === 'claimed'))
    expect(during.steps).toContain('tell told')
    await smtp.up()
    await until('the late mail', 40_000, () => smtp.count() === before + 1)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(smtp.count()).toBe(before + 1)
  })

  it('SMTP refuses the recipient: said in words, not tried again', async () => {
    smtp.fail('anybody', { kind: 'reply', code: 550, at: 'recipient' }, 1)
    const { effects } = await lead((each) => each.every((row) => row.state === 'done' || row.state === 'failed'))
    expect(states(effects)).toEqual(['email failed', 'webhook done'])
    expect(effects[0]?.reason).toBeTruthy()
    expect(effects[0]?.reason).not.toMatch(/@team\.example/)
    expect(effects[0]?.attempt).toBe(1)
  })

  it('SMTP slow but sure: waited for, one mail', async () => {
    smtp.fail('anybody', { kind: 'slow', ms: 1_200 }, 1)
    const before = smtp.count()
    await lead(all('done'))
    expect(smtp.count()).toBe(before + 1)
  })

  it('SMTP takes the message and never answers: unknown, before a person, not sent again', async () => {
    smtp.fail('anybody', { kind: 'hang', at: 'after-storing' }, 1)
    const before = smtp.count()
    const { effects, work, steps } = await lead((each) => each.some((row) => row.state === 'unknown'))
    expect(states(effects)).toEqual(['email unknown', 'webhook done'])
    expect([work, steps.includes('tell told')]).toEqual([['effect-unknown'], true])
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(smtp.count()).toBe(before + 1)
    smtp.heal()
  })

  it('HTTP 429 with Retry-After: tried again when the receiver wished, with the same id, counted once', async () => {
    http.answer('any', { status: 429, headers: { 'retry-after': '3' } }, 1)
    const began = Date.now()
    const { effects } = await lead(all('done'))
    const webhook = effects.find((each) => each.channel === 'webhook')
    expect(webhook?.attempt).toBe(2)
    expect(Date.now() - began).toBeGreaterThan(2_900)
    const ids = http.requests().slice(-2).map((request) => request.headers['webhook-id'])
    expect(ids[0]).toBe(ids[1])
  })

  it('HTTP 500: tried again, then done', async () => {
    http.answer('any', { status: 500 }, 1)
    const { effects } = await lead(all('done'))
    expect(effects.find((each) => each.channel === 'webhook')?.attempt).toBe(2)
  })

  it('HTTP takes the request and never answers: unknown, before a person', async () => {
    http.answer('any', { end: 'hang' }, 1)
    const { effects, work } = await lead((each) => each.some((row) => row.state === 'unknown'))
    expect(states(effects)).toEqual(['email done', 'webhook unknown'])
    expect(work).toEqual(['effect-unknown'])
  })
})
