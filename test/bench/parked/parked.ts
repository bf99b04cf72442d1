import Sqlite from 'better-sqlite3'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { buildFlow } from '#test/conformance/build-flow'
import { createWorkspace, type Workspace } from '#test/harness/create-workspace'
import { startStack } from '#test/harness/start-stack'
import { percentile } from '../median'
import { memoryOf } from '../memory-of'

const count = 5_000
const parkWithinMs = 240_000
const overMs = 600_000

/** 5,000 runs that wait for a date of their own: what each takes of disk and memory, and how late they are when their dates come. */
export async function benchParked(): Promise<void> {
  let workspace: Workspace | undefined
  const stack = await startStack({
    smtpUrl: 'smtp://127.0.0.1:9',
    prepare: (folder) => {
      const flow = buildFlow({ nap: ['wait', { kind: 'date-field', dateField: 'lead.more.due' }], seen: ['set', { values: [] }], done: ['end', {}], none: ['end', { reason: 'rejected' }] }, { 'nap.done': 'seen', 'nap.noDate': 'none', 'seen.next': 'done' })
      workspace = createWorkspace(folder, { reps: 1, capacity: 1, webhookUrl: 'http://127.0.0.1:9', windows: {}, flow: () => flow })
    },
  })
  try {
    await stack.untilWorkerIsReady()
    if (!workspace) throw new Error('bench.parked: no workspace')
    const { source } = workspace
    const webhook = new Webhook(source.secret)
    const db = new Sqlite(stack.databaseFile, { readonly: true, timeout: 5_000 })
    await sleep(2_000)
    const memoryBefore = memoryOf(stack.pids().worker)
    const diskBefore = disk(stack.dataFolder)
    const began = Date.now()
    const firstDue = began + parkWithinMs
    let next = 0
    const sender = async () => {
      for (let index = next++; index < count; index = next++) {
        const body = JSON.stringify({ type: 'lead.received', data: { name: `Lead ${index}`, due: new Date(firstDue + (index * overMs) / count).toISOString() } })
        const at = new Date()
        const id = `parked-${index}`
        const answer = await fetch(`${stack.url}/hooks/${source.id}`, {
          method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': webhook.sign(id, at, body) },
        })
        if (answer.status !== 202) throw new Error(`bench.parked: ${answer.status} ${await answer.text()}`)
      }
    }
    await Promise.all(Array.from({ length: 16 }, sender))
    const accepted = Date.now()
    const open = () => db.prepare(`select count(*) from waits`).pluck().get() as number
    while (open() < count) await sleep(200)
    const parked = Date.now()
    await sleep(3_000)
    const memoryAfter = memoryOf(stack.pids().worker)
    const diskAfter = disk(stack.dataFolder)
    console.log(`\n${count} runs parked on dates of their own`)
    console.log(`  taken in after ${((accepted - began) / 1000).toFixed(1)} s, all parked after ${((parked - began) / 1000).toFixed(1)} s (${(count / ((parked - began) / 1000)).toFixed(0)} runs/s)`)
    console.log(`  disk a run: ours ${perRun(diskAfter.ours - diskBefore.ours)} kB, Temporal’s ${perRun(diskAfter.temporal - diskBefore.temporal)} kB`)
    console.log(`  worker: ${memoryBefore} MB before, ${memoryAfter} MB after: ${(((memoryAfter - memoryBefore) * 1024) / count).toFixed(1)} kB a run (at most 500 of them are kept in memory)`)
    const left = () => db.prepare(`select count(*) from runs where state not in ('done', 'failed')`).pluck().get() as number
    while (left() > 0 && Date.now() < firstDue + overMs + 60_000) await sleep(1_000)
    const late = (db.prepare('select closed_at - due_at as late from waits where closed_at is not null').pluck().all() as number[]).sort((a, b) => a - b)
    const ended = (db.prepare('select r.ended_at - w.due_at from runs r join waits w on w.run_id = r.id where r.ended_at is not null').pluck().all() as number[]).sort((a, b) => a - b)
    console.log(`  due over ${overMs / 60_000} minutes: late by p50 ${percentile(late, 0.5).toFixed(0)} ms, p99 ${percentile(late, 0.99).toFixed(0)} ms, at most ${late.at(-1)} ms; ended p50 ${percentile(ended, 0.5).toFixed(0)} ms, p99 ${percentile(ended, 0.99).toFixed(0)} ms after their date; ${left()} left over`)
    db.close()
  } finally {
    await stack.stop()
    stack.remove()
  }
}

function perRun(bytes: number): string {
  return (bytes / 1024 / count).toFixed(1)
}

function disk(folder: string): { ours: number; temporal: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const size = (isTemporal: boolean) => files.filter((entry) => entry.parentPath.includes('temporal') === isTemporal).reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  return { ours: size(false), temporal: size(true) }
}
