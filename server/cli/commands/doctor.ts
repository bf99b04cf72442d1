import { readConfig } from '../../config'
import { findCustomNodes } from '../../custom-nodes/find-custom-nodes'
import { examine } from '../../health/examine'
import { type HealthGroup, healthGroups } from '../../health/health-check'
import type { HealthResult } from '../../health/run-health-checks'
import type { Command } from '../command'

const signs = { ok: '✓', warning: '!', problem: '✗', skipped: '–' } as const
const groupTitles: Record<HealthGroup, string> = { engine: 'Engine', intake: 'Intake', messages: 'Messages', leads: 'Leads', storage: 'Storage' }

export const doctor: Command = {
  usage: '[--json]',
  summary: 'look whether everything is fine, and say what to do if not',
  help: `watertight doctor [--json]

Looks at the machine, the data folder, the database, Temporal, the worker, messages and leads, whether Watertight runs or not. It
reads the whole database through, which may take a moment. Starts nothing and changes nothing.

Exit code 0: fine, perhaps with warnings. 1: a problem. 2: wrong use.

Example: npx watertight doctor`,
  async run(args) {
    const unknown = args.find((each) => each !== '--json')
    if (unknown !== undefined) {
      console.error(`“${unknown}” is not known here. See: watertight doctor --help`)
      return 2
    }
    const config = readConfig()
    const { broken } = await findCustomNodes(config.nodesFolder)
    const results = await examine({ config, brokenNodes: broken, isDeep: true })
    if (args.includes('--json')) console.log(JSON.stringify(results, null, 2))
    else print(results)
    return results.some(({ state }) => state === 'problem') ? 1 : 0
  },
}

function print(results: HealthResult[]): void {
  for (const group of healthGroups) {
    console.log(`${groupTitles[group]}`)
    for (const result of results.filter((each) => each.group === group)) {
      console.log(`  ${signs[result.state]} ${result.title.padEnd(26)} ${result.says}`)
      if (result.state === 'warning' || result.state === 'problem') console.log(`${' '.repeat(31)}${result.means}\n${' '.repeat(31)}→ ${result.todo}`)
    }
  }
  const problems = results.filter(({ state }) => state === 'problem').length
  const warnings = results.filter(({ state }) => state === 'warning').length
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`
  console.log(`\n${problems + warnings === 0 ? 'All fine.' : `${count(problems, 'problem')}, ${count(warnings, 'warning')}.`}`)
}
