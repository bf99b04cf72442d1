import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { runLeakcheck } from '#server/leakcheck/run-leakcheck'
import { printTable } from '../harness/print-table'
import { checkPlants, type PlantResult } from './check-plants'
import { makeBase } from './make-base'
import { plants } from './plants'

/* `npm run leakcheck:planted -- [leads]`: makes a healthy base of 10,000 leads, plants one leak after another, and says what found it. */

const leads = Number(process.argv[2] ?? 10_000)
const folder = mkdtempSync(join(tmpdir(), 'watertight-leaks-'))
try {
  let instants = 0
  let alarms = 0
  const began = performance.now()
  const base = await makeBase({
    leads, seed: 7, file: join(folder, 'base.db'),
    async onInstant({ db }, now) {
      instants += 1
      alarms += (await findLeaks(db.$client, now)).length
    },
  })
  console.log(`A healthy base of ${leads.toLocaleString('en')} leads, made in ${Math.round((performance.now() - began) / 1_000)} s.`)
  const whole = await runLeakcheck({ databaseFile: base.file, now: base.now })
  const { events, places } = whole.conservation
  console.log(`In: ${events.toLocaleString('en')}. ${Object.entries(places).filter(([, count]) => count > 0).map(([place, count]) => `${place} ${count.toLocaleString('en')}`).join(', ')}. One look: ${whole.tookMs} ms.\n`)

  const { healthy, results } = await checkPlants(base, plants)
  const isFound = ({ expected, found }: PlantResult) => found.some(({ kind, subject }) => kind === expected.kind && subject.id === expected.subject)
  printTable(
    ['planted', 'found by', 'and else', 'ms'],
    results.map((result) => [result.what, isFound(result) ? `${result.expected.invariant} ${result.expected.kind}` : 'NOT FOUND', result.found.length - Number(isFound(result)), result.tookMs]),
  )
  const missed = results.filter((result) => !isFound(result)).length
  const surplus = results.reduce((sum, { found }) => sum + found.length - 1, 0) + missed
  console.log(`\nPlanted ${results.length}, found ${results.length - missed}. Alarms about something else: ${surplus}.`)
  console.log(`False alarms about the healthy base: ${healthy.length + whole.findings.length} at its end, ${alarms} at ${instants} instants while it was made.`)
  process.exitCode = missed + surplus + healthy.length + whole.findings.length + alarms === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
