import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfig } from '../../config'
import { reachTemporal } from '../../health/reach-temporal'
import { invariants, type LeakFinding } from '../../leakcheck/leak-finding'
import { type LeakReport, runLeakcheck } from '../../leakcheck/run-leakcheck'
import type { Command } from '../command'

const maxShown = 50

export const leakcheck: Command = {
  usage: '[--json] [--data FOLDER]',
  summary: 'look for leads that nobody has and promises that do not hold',
  help: `watertight leakcheck [--json] [--data FOLDER]

Checks in one snapshot that every inquiry is in exactly one place, that everything open has a deadline, one owner, and nothing
was sent twice; then compares runs with Temporal, if that is running. Only reads, so it may be called beside a running Watertight.

Exit code 0: nothing found. 1: leaks. 2: wrong use.

Example: npx watertight leakcheck --json`,
  async run(args) {
    const dataAt = args.indexOf('--data')
    const folder = dataAt === -1 ? undefined : args[dataAt + 1]
    const unknown = args.find((each, index) => each !== '--json' && each !== '--data' && (dataAt === -1 || index !== dataAt + 1))
    if (unknown !== undefined || (dataAt !== -1 && (folder === undefined || folder.startsWith('--')))) {
      console.error(unknown === undefined ? '--data needs a folder after it.' : `“${unknown}” is not known here. See: watertight leakcheck --help`)
      return 2
    }
    const config = { ...readConfig(), ...(folder !== undefined && { dataFolder: resolve(folder) }) }
    const databaseFile = join(config.dataFolder, 'watertight.db')
    if (!existsSync(databaseFile)) {
      console.error(`There is no Watertight database in ${config.dataFolder}. Name its folder with --data, or with WATERTIGHT_DATA.`)
      return 2
    }
    const temporal = await reachTemporal(config)
    try {
      const report = await runLeakcheck({ databaseFile, now: Date.now(), ...('client' in temporal ? { temporal: temporal.client } : { whyNoTemporal: temporal.why }) })
      if (args.includes('--json')) {
        const { auditMark: _, ...shown } = report
        console.log(JSON.stringify(shown, null, 2))
      } else print(report)
      return report.findings.length === 0 ? 0 : 1
    } catch (error) {
      if (!isOlder(error)) throw error
      console.error(`The database in ${config.dataFolder} was made by an older version. Start Watertight once to bring it up to date.`)
      return 2
    } finally {
      if ('close' in temporal) await temporal.close()
    }
  },
}

function isOlder(error: unknown): boolean {
  return error instanceof Error && /^no such (table|column)/.test(error.message)
}

function print({ findings, conservation, temporalSkipped, tookMs }: LeakReport): void {
  const { events, stuck, leads, places } = conservation
  const stand = Object.entries(places).filter(([, count]) => count > 0).map(([place, count]) => `${count.toLocaleString('en')} ${place}`)
  console.log(`${events.toLocaleString('en')} inquiries came in: ${leads.toLocaleString('en')} leads${stuck > 0 ? `, ${stuck} kept for a person to look at` : ''}.`)
  if (stand.length > 0) console.log(`Leads: ${stand.join(', ')}.`)
  for (const finding of findings.slice(0, maxShown)) console.log(`\n${describe(finding)}`)
  if (findings.length > maxShown) console.log(`\n… and ${findings.length - maxShown} more; --json lists all.`)
  if (temporalSkipped !== null) console.log(`\nRuns were not compared with Temporal: ${temporalSkipped}`)
  console.log(`\n${findings.length === 0 ? 'No leaks' : `${findings.length} ${findings.length === 1 ? 'leak' : 'leaks'}`} (${tookMs} ms).`)
}

function describe({ invariant, kind, subject, runId, since, money, words }: LeakFinding): string {
  return [
    `${kind} · ${subject.type} ${subject.id}${runId ? ` · run ${runId}` : ''}${money === null ? '' : ` · worth ${money.toLocaleString('en')}`} · since ${new Date(since).toISOString()}`,
    `  ${words.wrong}`,
    `  ${words.todo} (${invariant}: ${invariants[invariant]})`,
  ].join('\n')
}
