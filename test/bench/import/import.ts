import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { signInAsOwner } from '#test/harness/people'
import { percentile } from '../median'
import { withStack } from '../with-stack'
import { insertByHand } from './insert-by-hand'
import { csvOf, makeRows } from './make-rows'
import { memoryOf } from '../memory-of'

const rowCount = 100_000

interface View {
  id: string
  state: string
  rows: number
  created: number
  refused: number
}

/**
 * Rows of a CSV a second into a running server, and what it takes of memory; beside it, in the same run, the same rows put
 * into the same tables by statements written by hand, which is all that the disk and SQLite ask for.
 */
export async function benchImport(): Promise<void> {
  const rows = makeRows(rowCount)
  const csv = csvOf(rows)
  const byHandBefore = insertByHand(rows)
  await withStack(async ({ stack }) => {
    const cookie = await signInAsOwner(stack)
    const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
      const answer = await fetch(`${stack.url}/api/imports${path}`, { ...init, headers: { cookie, 'content-type': 'application/json', ...init.headers } })
      if (!answer.ok) throw new Error(`bench.import: ${path} answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as T
    }
    const rss = () => memoryOf(stack.pids().server)
    /** Of all threads of the server so far, in s: what it costs, however busy the machine is otherwise. */
    const cpu = () => {
      const [, after = ''] = readFileSync(`/proc/${stack.pids().server}/stat`, 'utf8').split(') ')
      const fields = after.split(' ').map(Number)
      return ((fields[11] ?? 0) + (fields[12] ?? 0)) / 100
    }
    await sleep(2_000)
    const before = rss()
    let peak = before
    let early: number | undefined
    const looking = setInterval(() => {
      peak = Math.max(peak, rss())
    }, 50)

    const uploadBegan = performance.now()
    const { id } = await ask<View>('?name=bench.csv', { method: 'POST', body: csv, headers: { 'content-type': 'text/csv' } })
    const uploadSeconds = (performance.now() - uploadBegan) / 1000
    const { separator, encoding, decimal, columns } = await ask<{ separator: string; encoding: string; decimal: string; columns: { target: string }[] }>(`/${id}/preview`, { method: 'POST', body: '{}' })
    const began = performance.now()
    await ask<View>(`/${id}/begin`, { method: 'POST', body: JSON.stringify({ separator, encoding, decimal, targets: columns.map((each) => each.target) }) })
    const cpuBefore = cpu()
    const waits: number[] = []
    let view = await ask<View>(`/${id}`)
    while (view.state === 'running') {
      await sleep(250)
      const asked = performance.now()
      view = await ask<View>(`/${id}`)
      waits.push(performance.now() - asked)
      if (view.rows > rowCount / 10) early ??= peak
    }
    const cpuSeconds = cpu() - cpuBefore
    const seconds = (performance.now() - began) / 1000
    clearInterval(looking)
    if (view.created !== rowCount) throw new Error(`bench.import: ${view.created} of ${rowCount} rows came in, the import is ${view.state}`)

    const perSecond = rowCount / seconds
    // Before and after, because other work on the machine comes and goes.
    const byHandAfter = insertByHand(rows)
    const byHand = (2 * rowCount) / (byHandBefore.seconds + byHandAfter.seconds)
    const byHandCpu = (2 * rowCount) / (byHandBefore.cpuSeconds + byHandAfter.cpuSeconds)
    const perCpuSecond = rowCount / cpuSeconds
    console.log(`\nImport: ${rowCount} rows of CSV (${(csv.length / 1e6).toFixed(1)} MB) into the running server, full durability; upload took ${uploadSeconds.toFixed(1)} s`)
    console.log(`  ${perSecond.toFixed(0)} rows/s; by hand into the same tables ${byHand.toFixed(0)} rows/s; ratio ${(perSecond / byHand).toFixed(2)}`)
    console.log(`  ${perCpuSecond.toFixed(0)} rows a second of processor, starting the thread and answering included; by hand ${byHandCpu.toFixed(0)}; ratio ${(perCpuSecond / byHandCpu).toFixed(2)}`)
    console.log(`  memory of the server: ${before.toFixed(0)} MB before, at most ${(early ?? peak).toFixed(0)} MB up to the first tenth and ${peak.toFixed(0)} MB up to the end; its answers meanwhile p50 ${percentile(waits, 0.5).toFixed(0)} ms, p99 ${percentile(waits, 0.99).toFixed(0)} ms`)
  })
}
