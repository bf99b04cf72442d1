import { Client, Connection } from '@temporalio/client'
import Sqlite from 'better-sqlite3'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes, startedBy } from '#test/conformance/build-flow'
import { createWorkspace, type Workspace } from '#test/harness/create-workspace'
import { signInAsOwner } from '#test/harness/people'
import { printTable } from '#test/harness/print-table'
import { createRandom } from '#test/harness/random'
import { sendEvent, sendLeads } from '#test/harness/send-leads'
import { startStack } from '#test/harness/start-stack'
import { until } from '#test/harness/until'
import { memoryOf } from '../memory-of'

const leads = 1_000
const events = 2_000
const levels = 50

function byHand(...args: Parameters<typeof buildFlow>): FlowDocument {
  return startedBy('manual-trigger', buildFlow(...args))
}

const note = ['set', { values: [{ name: 'seen', value: '{{ item.number }}' }] }] as [string, Record<string, unknown>]
const flowsToRun = {
  '5,000 steps in one run': byHand({ each: ['repeat', { times: 4_998 }], body: note, done: ['end', {}] }, { 'each.each': 'body', 'body.next': 'each', 'each.done': 'done' }),
  '2,000 events to one run': byHand(
    { each: ['repeat', { times: events }], hear: ['await-event', { events: [{ id: 'a', type: 'order.placed', field: '', equals: '' }], window: minutes(600) }], done: ['end', {}], late: ['end', { reason: 'rejected' }] },
    { 'each.each': 'hear', 'hear.a': 'each', 'hear.timedOut': 'late', 'each.done': 'done' },
  ),
  '1,000 records in a loop': byHand(
    { each: ['for-each', { over: 'leads', fit: { combinator: 'and', rules: [] }, limit: leads }], body: ['update-record', { about: 'item', changes: [{ field: 'lead.note', value: 'seen {{ item.number }}' }] }], done: ['end', {}] },
    { 'each.each': 'body', 'body.done': 'each', 'each.done': 'done' },
  ),
}

/** Runs of unusual size on the real stack: how long their histories are, in how many executions, and what the worker needs. */
export async function benchSizes(): Promise<void> {
  const ids = new Map<string, string>()
  let workspace: Workspace | undefined
  const stack = await startStack({
    smtpUrl: 'smtp://127.0.0.1:9',
    prepare: (folder) => {
      workspace = createWorkspace(folder, {
        reps: 1, capacity: 1, webhookUrl: 'http://127.0.0.1:9', windows: {}, flow: () => byHand({ done: ['end', {}] }, {}),
        more: (publish) => {
          for (const [name, flow] of Object.entries(flowsToRun)) ids.set(name, publish({ ...flow, name }))
          let next = publish({ ...byHand({ done: ['end', {}] }, {}), name: `Level ${levels}` })
          for (let level = levels - 1; level >= 1; level -= 1) {
            next = publish({
              ...byHand({ sub: ['sub-flow', { flow: next, limit: minutes(60) }], done: ['end', {}], failed: ['end', { reason: 'rejected' }] }, { 'sub.done': 'done', 'sub.failed': 'failed', 'sub.timedOut': 'failed' }),
              name: `Level ${level}`,
            })
          }
          ids.set(`${levels} levels of sub-flows`, next)
        },
      })
    },
  })
  const connection = await Connection.connect({ address: stack.temporalAddress })
  try {
    await stack.untilWorkerIsReady()
    if (!workspace) throw new Error('bench.sizes: no workspace')
    const { source } = workspace
    const cookie = await signInAsOwner(stack)
    await sendLeads({ url: stack.url, source, count: leads, times: 1, random: createRandom(1), parallel: 20 })
    const db = new Sqlite(stack.databaseFile, { readonly: true, timeout: 5_000 })
    const client = new Client({ connection })
    const leadId = db.prepare('select id from leads order by id desc').pluck().get() as string
    const email = db.prepare('select email from leads where id = ?').pluck().get(leadId) as string
    const rows: (string | number)[][] = []
    for (const [name, flowId] of ids) {
      const pid = stack.pids().worker ?? 0
      const before = memoryOf(pid)
      const began = Date.now()
      const answer = await fetch(`${stack.url}/api/flows/${flowId}/start`, {
        method: 'POST', headers: { 'content-type': 'application/json', cookie, origin: stack.url }, body: JSON.stringify({ leadId, idempotencyKey: name }),
      })
      const { runId } = (await answer.json()) as { runId: string }
      if (name.includes('events')) await sendAll(stack.url, source, email)
      await until(`${name} has ended`, 300_000, () => db.prepare(`select 1 from runs where id = ? and state in ('done', 'failed')`).get(runId) !== undefined, 200)
      const seconds = (Date.now() - began) / 1000
      await sleep(1_500)
      const run = db.prepare('select state, end_reason as reason, (select count(*) from run_steps where run_id = runs.id) as steps from runs where id = ?').get(runId) as { state: string; reason: string; steps: number }
      const lengths: number[] = []
      for await (const execution of client.workflow.list({ query: `WorkflowId = '${runId}:1'` })) lengths.push(execution.historyLength)
      rows.push([name, `${run.state}: ${run.reason}`, run.steps, lengths.length, Math.max(...lengths), lengths.reduce((sum, each) => sum + each, 0), before, memoryOf(pid), memoryOf(pid, 'VmHWM'), Number(seconds.toFixed(1))])
    }
    console.log('')
    printTable(['run', 'ended', 'steps kept', 'executions', 'longest history', 'events in all', 'worker MB before', 'after', 'peak', 'seconds'], rows)
    const taken = db.prepare('select count(distinct event_id) from waits where event_id is not null').pluck().get()
    const seen = db.prepare(`select count(distinct note) from leads where note like 'seen %'`).pluck().get()
    const depth = db.prepare('select max(depth) from runs').pluck().get()
    const refusal = db.prepare(`select title || ': ' || detail from work_items where kind = 'run-failed' order by id limit 1`).pluck().get()
    console.log(`\n${taken} of ${events} events were taken, each once; ${seen} of ${leads} records were changed, each once; sub-flows went ${depth} deep.\nThe refusal, as ops see it: ${refusal}`)
    db.close()
  } finally {
    await connection.close()
    await stack.stop()
    stack.remove()
  }
}

async function sendAll(url: string, source: Workspace['source'], email: string): Promise<void> {
  for (let from = 0; from < events; from += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, index) => sendEvent({ url, source, type: 'order.placed', email, id: `order-${from + index}` })))
  }
}
