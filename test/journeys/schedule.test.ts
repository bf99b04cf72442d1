import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { nextTick } from '#nodes/revops/next-tick'
import { buildFlow, seconds } from '#test/conformance/build-flow'
import { createWorkspace } from '../harness/create-workspace'
import { startHttpReceiver } from '../harness/receivers/http-receiver'
import { startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'

const day = 86_400_000
// Half a day away, so that no tick passes during the test.
const schedule = { weekdays: [1, 2, 3, 4, 5, 6, 7], time: `${String((new Date().getUTCHours() + 12) % 24).padStart(2, '0')}:00`, zone: 'UTC' }
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface RunRow {
  state: string
  end_reason: string | null
  dedupe_key: string
}

it('a schedule that came due three times while everything was down runs once, for the newest time, and to its end', { timeout: 400_000 }, async () => {
  const smtp = await startSmtpReceiver()
  const http = await startHttpReceiver()
  closing.push(() => smtp.stop(), () => http.stop())
  const first = nextTick(schedule, Date.now() - 3 * day)
  const newest = nextTick(schedule, Date.now() - day)
  const stack: Stack = await startStack({
    smtpUrl: smtp.url,
    prepare(folder) {
      createWorkspace(folder, {
        reps: 1, capacity: 1, webhookUrl: http.url('').replace(/\/$/, ''), windows: {},
        flow: () => buildFlow({ nap: ['wait', { duration: seconds(1) }], done: ['end', { reason: 'completed' }], in: ['schedule-trigger', { schedule, about: 'once' }] }, { 'nap.done': 'done' }),
      })
      const db = new Sqlite(join(folder, 'watertight.db'))
      db.prepare('update triggers set next_at = ?').run(first)
      db.close()
    },
  })
  closing.push(() => stack.remove(), () => stack.stop())
  await stack.untilWorkerIsReady()
  const runs = () => {
    const db = new Sqlite(stack.databaseFile, { readonly: true })
    try {
      return db.prepare('select state, end_reason, dedupe_key from runs').all() as RunRow[]
    } finally {
      db.close()
    }
  }
  await until('the run of the newest tick has ended', 60_000, () => runs().some((run) => run.state === 'done'))
  expect(runs()).toEqual([{ state: 'done', end_reason: 'completed', dedupe_key: `tick:${new Date(newest).toISOString()}` }])

  const db = new Sqlite(stack.databaseFile, { readonly: true })
  closing.push(() => db.close())
  expect(db.prepare('select next_at from triggers').pluck().get()).toBe(nextTick(schedule, Date.now()))
  expect(db.prepare(`select json_extract(after, '$.missed') from audit_log where action = 'schedule.late'`).pluck().all()).toEqual([2])
})
