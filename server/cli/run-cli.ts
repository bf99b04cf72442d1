import { ConfigError } from '../config'
import type { Command } from './command'
import { compile } from './commands/compile'
import { exportFlow } from './commands/export-flow'
import { importFlow } from './commands/import-flow'
import { publish } from './commands/publish'
import { runs } from './commands/runs'
import { doctor } from './commands/doctor'
import { leakcheck } from './commands/leakcheck'
import { newNode } from './commands/new-node'
import { nodes } from './commands/nodes'
import { simulate } from './commands/simulate'
import { recordsImport } from './commands/records-import'
import { rosterImport } from './commands/roster-import'
import { scimToken } from './commands/scim-token'
import { start } from './commands/start'
import { validate } from './commands/validate'

/** In the order of the overview. A command of two words (`records import`) stands under both. */
const commands: Record<string, Command> = {
  start, validate, compile, simulate, import: importFlow, export: exportFlow, publish, runs, 'records import': recordsImport, 'roster import': rosterImport, 'scim-token': scimToken, nodes, 'new-node': newNode, leakcheck, doctor,
}

function overview(): string {
  const rows = Object.entries(commands).map(([name, { usage, summary }]) => `  watertight ${`${name} ${usage}`.trim().padEnd(34)} ${summary}`)
  return `Watertight: flows for revenue operations that lose no lead.\n\n${rows.join('\n')}\n\nEach command has --help. Exit codes: 0 fine, 1 found problems, 2 wrong use.\n`
}

/** Runs one command; the number is the exit code. */
export async function runCli(words: string[]): Promise<number> {
  const name = [words.slice(0, 2).join(' '), words[0]].find((each) => each !== undefined && Object.hasOwn(commands, each))
  const command = name === undefined ? undefined : commands[name]
  if (!command || name === undefined) {
    const isHelp = words[0] === undefined || words[0] === 'help' || words[0] === '--help'
    if (isHelp) console.log(overview())
    else console.error(`There is no command “${words[0]}”.\n\n${overview()}`)
    return isHelp ? 0 : 2
  }
  const args = words.slice(name.split(' ').length)
  if (args.includes('--help')) {
    console.log(command.help)
    return 0
  }
  try {
    return await command.run(args)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    return 2
  }
}
