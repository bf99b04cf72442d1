import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from '#server/db/open-world'
import { assignments, reps, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { claimItem } from '#server/work-items/claim-item'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { signInAsOwner } from '../harness/people'
import { createRandom } from '../harness/random'
import { type HttpReceiver, startHttpReceiver } from '../harness/receivers/http-receiver'
import { type SmtpReceiver, startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendLeads } from '../harness/send-leads'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'

/* Two processes over one database: two workers that route, and two that claim. */

const longSeconds = 1_800
const windows = Object.fromEntries(['wait-first', 'wait-next', 'wait-high', 'wait-claim', 'wait-claim-2', 'wait-claim-3', 'wait-duty', 'wait-leaders'].map((id) => [id, longSeconds]))

let stack: Stack
let workspace: Workspace
let smtp: SmtpReceiver
let http: HttpReceiver
let other: World

beforeAll(async () => {
  smtp = await startSmtpReceiver()
  http = await startHttpReceiver()
  stack = await startStack({
    smtpUrl: smtp.url,
    env: { WATERTIGHT_ALLOW_PRIVATE_HTTP: '1' },
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps: 3, capacity: 10, webhookUrl: http.url('').replace(/\/$/, ''), windows })
    },
  })
  await stack.untilWorkerIsReady()
  await stack.addWorker()
  other = openWorld(stack.databaseFile)
}, 600_000)

afterAll(async () => {
  await stack?.stop()
  other?.db.$client.close()
  stack?.remove()
  await Promise.allSettled([smtp?.stop(), http?.stop()])
})

const live = () => other.db.select().from(assignments).where(inArray(assignments.state, ['offered', 'accepted'])).all()
const queued = () => other.db.select().from(workItems).where(and(eq(workItems.kind, 'claim'), eq(workItems.state, 'open'))).all()

it('AF2: of 200 leads at once for three reps with room for ten each, two processes assign exactly 30 and put 170 in the watched queue', { timeout: 240_000 }, async () => {
  await sendLeads({ url: stack.url, source: workspace.source, count: 200, times: 1, random: createRandom(2), parallel: 40 })
  await until('every lead to be somewhere', 180_000, () => live().length + queued().length >= 200, 250)
  const each = other.db.select({ id: reps.id }).from(reps).where(eq(reps.role, 'rep')).all().map(({ id }) => live().filter(({ repId }) => repId === id).length)
  expect(each).toEqual([10, 10, 10])
  expect(queued()).toHaveLength(170)
  expect(new Set([...live(), ...queued()].map(({ subjectId }) => subjectId)).size).toBe(200)
  expect(await findLeaks(other.db.$client, Date.now())).toEqual([])
})

it('AF7: of two who claim one lead at once through two processes, one has it and the other is told who', { timeout: 120_000 }, async () => {
  const cookie = await signInAsOwner(stack)
  const [one, two] = workspace.people.filter(({ role }) => role === 'watcher')
  const items = queued().slice(0, 30)
  const claimed = await Promise.all(
    items.map(async ({ id }) => {
      const here = other.writer.write((tx) => claimItem(tx, { itemId: id, repId: one?.id ?? '', actor: { kind: 'person', id: 'test' } }, Date.now())).then(() => 'here', (error: Error) => error.message)
      const there = fetch(`${stack.url}/api/work/${id}/claim`, { method: 'POST', headers: { 'content-type': 'application/json', cookie, origin: stack.url }, body: JSON.stringify({ repId: two?.id }) })
        .then(async (answer) => (answer.ok ? 'there' : await answer.text()))
      return Promise.all([here, there])
    }),
  )
  for (const [here, there] of claimed) {
    expect([here === 'here', there === 'there'].filter(Boolean), `${here}; ${there}`).toHaveLength(1)
    expect(here === 'here' ? there : here).toContain('Taken by watcher')
  }
  const owned = other.db.select().from(assignments).where(eq(assignments.state, 'accepted')).all()
  expect(owned.map(({ subjectId }) => subjectId).sort()).toEqual(items.map(({ subjectId }) => subjectId).sort())
})
