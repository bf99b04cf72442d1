import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from '#engine/temporal-server/process-identity'
import { checkAll } from '../harness/checks/check-all'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { type People, startPeople } from '../harness/people'
import { createRandom } from '../harness/random'
import { readRows, type Rows, type Violation } from '../harness/read-facts'
import { type HttpReceiver, startHttpReceiver } from '../harness/receivers/http-receiver'
import { type SmtpReceiver, startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { type SentLead, sendLeads } from '../harness/send-leads'
import { runsWithoutExecution } from '../harness/open-executions'
import type { OutsideTemporal } from '../harness/outside-temporal'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'
import { lateness } from './lead-journey'

export interface EmptiedResult {
  violations: Violation[]
  /** What happened, in the order in which it did; numbers for the reader. */
  story: [number, string][]
}

interface World {
  stack: Stack
  smtp: SmtpReceiver
  http: HttpReceiver
  workspace: Workspace
  sent: SentLead[]
  people: People
  /** `perSecond`: so many a second, so that their windows do not all end at once. */
  send(count: number, prefix: string, perSecond?: number): Promise<void>
}

/** What two busy cores bring through the whole step after a wait without a queue: more would measure load, not dates. */
const leadsPerSecond = 8

/** Starts a world whose reps answer nothing by themselves: what is answered, the journey answers. */
async function withWorld<T>(options: { windowSeconds: number; temporalAddress?: string }, work: (world: World) => Promise<T>): Promise<T> {
  const smtp = await startSmtpReceiver()
  const http = await startHttpReceiver()
  const { windowSeconds, temporalAddress } = options
  let workspace: Workspace | undefined
  const stack = await startStack({
    smtpUrl: smtp.url,
    ...(temporalAddress && { temporalAddress }),
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps: 12, capacity: 100, webhookUrl: http.url('').replace(/\/$/, ''), windows: { 'wait-first': windowSeconds, 'wait-next': windowSeconds } })
    },
  })
  try {
    if (!workspace) throw new Error('test.withWorld: no workspace')
    const random = createRandom(1)
    const { source, people: everybody } = workspace
    const people = startPeople({ url: stack.url, people: everybody, mails: smtp.mails, random, windowMs: 1, answers: 0 })
    const sent: SentLead[] = []
    return await work({
      stack, smtp, http, workspace, sent, people,
      send: async (count, prefix, perSecond) => {
        const spreadMs = perSecond === undefined ? 0 : (count / perSecond) * 1_000
        sent.push(...(await sendLeads({ url: stack.url, source, count, times: 2, random: random.fork(prefix), parallel: 20, prefix, spreadMs })))
      },
    })
  } finally {
    stack.remove()
    await Promise.allSettled([smtp.stop(), http.stop()])
  }
}

/**
 * N runs wait; Temporal is killed and its database folder removed; the server starts it again by itself. All runs are then
 * back at their places with the due dates they had, wait to the end, and nobody is told anything twice.
 */
export async function runEmptied({ runs: count, windowSeconds, lateByAtMostMs = 2_000, onProgress = () => undefined }: { runs: number; windowSeconds: number; lateByAtMostMs?: number; onProgress?(line: string): void }): Promise<EmptiedResult> {
  return withWorld({ windowSeconds }, async ({ stack, smtp, http, workspace, sent, people, send }) => {
    const violations: Violation[] = []
    const add = (what: string) => void violations.push({ check: 'emptied', what })
    await stack.untilWorkerIsReady()
    await send(count, 'lead', leadsPerSecond)
    const before = await until('all runs wait', 120_000, () => allWaiting(stack, count), 300)
    const dueBefore = dueDates(before)
    onProgress(`${count} runs wait; the first window ends in ${((Math.min(...dueBefore.values()) - Date.now()) / 1000).toFixed(0)} s`)

    // Begun again by the server before its folder was gone, it would still have everything: then once more.
    for (let isEmptied = false; !isEmptied; ) {
      await stack.kill('temporal')
      for (const name of readdirSync(stack.dataFolder)) {
        if (/^temporal-[\d.]+$/.test(name)) rmSync(join(stack.dataFolder, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      }
      const { temporal } = stack.pids()
      isEmptied = temporal === undefined || !(await isRunning(temporal))
    }
    const emptiedAt = Date.now()
    onProgress('Temporal is killed and its folder is removed')
    let without = count
    await until('every active run has an open execution again', 180_000, async () => {
      without = (await runsWithoutExecution(stack.temporalAddress, readRows(stack.databaseFile)).catch(() => [''])).length
      return without === 0 && readRows(stack.databaseFile).runs.every((run) => run.generation > 1 || run.state === 'done')
    }, 1_000).catch((error: unknown) => add(`${String(error)}; ${without} have none`))
    const backAfterMs = Date.now() - emptiedAt
    onProgress(`all runs have an execution ${(backAfterMs / 1000).toFixed(1)} s later`)
    const back = readRows(stack.databaseFile)
    for (const wait of back.waits) {
      const due = dueBefore.get(keyOf(wait))
      if (due !== undefined && due !== wait.dueAt) add(`the wait ${keyOf(wait)} was due at ${due} and is due at ${wait.dueAt}`)
    }
    for (const key of dueBefore.keys()) if (!back.waits.some((wait) => keyOf(wait) === key)) add(`the wait ${key} is gone`)

    // Mails so far were read and left; who is asked next answers.
    people.answerEverything()
    const lastDue = Math.max(...dueBefore.values())
    await until('the first windows are over', lastDue - Date.now() + 60_000, () => {
      const { waits } = readRows(stack.databaseFile)
      return waits.filter((wait) => dueBefore.has(keyOf(wait))).every((wait) => wait.state !== 'open')
    }, 500).catch((error: unknown) => add(String(error)))
    await until('every run has ended', 60_000, () => readRows(stack.databaseFile).runs.every((run) => run.state === 'done'), 300).catch((error: unknown) => add(String(error)))
    await people.stop()
    await untilIdle(stack)
    await stack.stop()

    const rows = readRows(stack.databaseFile)
    const late = lateness({ waits: rows.waits.filter((wait) => dueBefore.has(keyOf(wait))) })
    const tooLate = late.filter((ms) => ms > lateByAtMostMs).length
    if (tooLate > 0) add(`${tooLate} of ${late.length} waits ended more than ${lateByAtMostMs / 1000} s after their time, the latest ${Math.max(...late)} ms`)
    const onCall = workspace.people.filter((each) => each.role === 'on-call').map((each) => each.id)
    const verdict = checkAll({ rows, sent, mails: smtp.mails(), requests: http.requests(), presses: people.presses(), claims: [], onCall })
    return {
      violations: [...violations, ...verdict.violations],
      story: [
        [count, 'runs waited when Temporal was killed and emptied'],
        [Math.round(backAfterMs), 'ms until each had an open execution again'],
        [late.length, 'waits ended by their time, after it'],
        [Math.max(0, ...late), 'ms after its time the latest of them'],
        [verdict.messages.received, 'messages received'],
        [verdict.messages.doubled, 'doubled'],
        [verdict.places.acknowledged, 'leads acknowledged in the end'],
        [verdict.places.lost, 'lost'],
      ],
    }
  })
}

/**
 * Temporal is absent at boot, then gone and emptied while answers come in, then gone for `goneMs` while leads come in. Leads are
 * accepted all the time, and each run goes on by what happened meanwhile.
 */
export async function runAbsent(temporal: OutsideTemporal, { goneMs, onProgress = () => undefined }: { goneMs: number; onProgress?(line: string): void }): Promise<EmptiedResult> {
  return withWorld({ windowSeconds: 240, temporalAddress: temporal.address }, async ({ stack, smtp, http, workspace, sent, people, send }) => {
    const violations: Violation[] = []
    const story: EmptiedResult['story'] = []
    const add = (what: string) => void violations.push({ check: 'absent', what })
    async function step<T>(what: string, limitMs: number, look: () => T | undefined | false | Promise<T | undefined | false>): Promise<void> {
      const began = Date.now()
      await until(what, limitMs, look, 250).catch((error: unknown) => add(String(error)))
      story.push([Date.now() - began, `ms until ${what}`])
      onProgress(`${((Date.now() - began) / 1000).toFixed(1)} s until ${what}`)
    }

    await send(10, 'boot')
    story.push([sent.filter((lead) => lead.answers.length === 2).length, 'leads accepted before Temporal was ever there'])
    await temporal.start()
    await step('the runs of leads that came before Temporal wait for an answer', 60_000, () => allWaiting(stack, 10))
    await untilIdle(stack)

    await temporal.kill()
    const asked = smtp.mails().filter((mail) => /\/a\/\S+/.test(mail.text)).slice(0, 5)
    for (const mail of asked) await pressLink(stack.url, mail.text)
    const answeredRuns = readRows(stack.databaseFile).inbox.map((item) => item.runId)
    if (answeredRuns.length !== 5) add(`${answeredRuns.length} of 5 answers were taken while Temporal was gone`)
    temporal.empty()
    await temporal.start()
    await step('runs see answers that were taken before Temporal’s database was lost', 120_000, () => {
      const { runs } = readRows(stack.databaseFile)
      return runs.filter((run) => answeredRuns.includes(run.id)).every((run) => run.state === 'done' && run.endReason === 'accepted')
    })
    await step('the other runs have an execution again', 180_000, async () => (await runsWithoutExecution(temporal.address, readRows(stack.databaseFile)).catch(() => [''])).length === 0)

    await temporal.kill()
    const half = goneMs / 2
    await sleep(half)
    await send(20, 'gone')
    await sleep(half)
    story.push([sent.filter((lead) => lead.externalId.startsWith('gone') && lead.answers.length === 2).length, `leads accepted while Temporal was gone for ${goneMs / 1000} s`])
    await temporal.start()
    await step('the runs of leads that came meanwhile wait for an answer', 90_000, () => {
      const { runs, outbox } = readRows(stack.databaseFile)
      return outbox.length === 0 && runs.length === 30 && runs.every((run) => run.state === 'waiting' || run.state === 'done')
    })

    await untilIdle(stack)
    await people.stop()
    await stack.stop()
    const onCall = workspace.people.filter((each) => each.role === 'on-call').map((each) => each.id)
    const verdict = checkAll({ rows: readRows(stack.databaseFile), sent, mails: smtp.mails(), requests: http.requests(), presses: [], claims: [], onCall })
    story.push([verdict.messages.received, 'messages received'], [verdict.messages.doubled, 'doubled'], [verdict.places.lost, 'lost'])
    return { violations: [...violations, ...verdict.violations], story }
  })
}

function allWaiting(stack: Stack, count: number): Rows | false {
  const rows = readRows(stack.databaseFile)
  return rows.runs.length === count && rows.runs.every((run) => run.state === 'waiting') && rows.outbox.length === 0 && rows
}

/** Nothing is on its way: runs have ended or wait, messages are settled. */
async function untilIdle(stack: Stack): Promise<void> {
  await until('everything is at rest', 90_000, () => {
    const { runs, effects, outbox } = readRows(stack.databaseFile)
    return outbox.length === 0 && runs.every((run) => run.state !== 'starting' && run.state !== 'running') && effects.every((row) => row.state !== 'claimed' && row.state !== 'sending')
  }, 300)
}

function dueDates({ waits }: Rows): Map<string, number> {
  return new Map(waits.filter((wait) => wait.state === 'open').map((wait) => [keyOf(wait), wait.dueAt]))
}

function keyOf({ runId, nodeId, visit }: { runId: string; nodeId: string; visit: number }): string {
  return `${runId}:${nodeId}:${visit}`
}

async function pressLink(url: string, text: string): Promise<void> {
  const token = /\/a\/(\S+)/.exec(text)?.[1]
  await fetch(`${url}/api/acks/${token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ answer: 'have-it' }) })
}
