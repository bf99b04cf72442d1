import { readFile } from 'node:fs/promises'
import { maxFlowBytes, parseFlowText } from '#engine/graph/parse-flow'
import { compile } from '#engine/compile/compile'
import { library } from '#nodes/definitions'
import { ConfigError } from '../config'

const usage = `Watertight: flows for revenue operations that lose no lead.

  watertight start               bring everything up: server, worker, Temporal
  watertight validate FLOW       check a flow's file
  watertight compile FLOW        print the plan of a flow's file as JSON
  watertight nodes [--json]      the kinds of steps that this installation knows

Each command has --help. Exit codes: 0 fine, 1 found problems, 2 wrong use.
`

interface Command {
  help: string
  run(args: string[]): Promise<number>
}

const commands: Record<string, Command> = {
  start: {
    help: `watertight start

Brings up the server, the worker and Temporal (found, fetched or built once). Ctrl-C stops all of it.

  WATERTIGHT_PORT=4780           where people reach it
  WATERTIGHT_DATA=.watertight    where everything is kept
  TEMPORAL_ADDRESS=host:7233     use a Temporal that runs elsewhere

Example: WATERTIGHT_PORT=8080 npx watertight start`,
    async run() {
      const { start } = await import('../main')
      return start()
    },
  },
  validate: {
    help: 'watertight validate FLOW\n\nChecks a flow file as the canvas does, without the workspace’s teams and queues.\n\nExample: npx watertight validate templates/fallback-routing/flow.json',
    async run([file]) {
      return checkFlow(file, ({ diagnostics }) => {
        for (const each of diagnostics) console.log(`${each.severity}: ${each.message}${each.path ? ` (way: ${each.path.join(' → ')})` : ''}`)
        console.log(diagnostics.length === 0 ? 'No problems.' : `${diagnostics.length} problems.`)
      })
    },
  },
  compile: {
    help: 'watertight compile FLOW\n\nPrints the plan: what a run carries into Temporal.\n\nExample: npx watertight compile templates/fallback-routing/flow.json',
    async run([file]) {
      return checkFlow(file, ({ diagnostics, plan }) => {
        if (plan) console.log(JSON.stringify(plan, null, 2))
        else for (const each of diagnostics) console.error(`${each.severity}: ${each.message}`)
      })
    },
  },
  nodes: {
    help: 'watertight nodes [--json]\n\nLists the kinds of steps.\n\nExample: npx watertight nodes --json',
    async run(args) {
      const rows = Object.values(library).map(({ type, title, family, description }) => ({ type, title, family, description }))
      if (args.includes('--json')) console.log(JSON.stringify(rows, null, 2))
      else for (const row of rows) console.log(`${row.type.padEnd(16)}${row.family.padEnd(11)}${row.title}`)
      return 0
    },
  },
}

/** Runs one command; the number is the exit code. */
export async function runCli([name, ...args]: string[]): Promise<number> {
  const command = name && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const isHelp = name === undefined || name === 'help' || name === '--help'
    ;(isHelp ? console.log : console.error)(isHelp ? usage : `There is no command “${name}”.\n\n${usage}`)
    return isHelp ? 0 : 2
  }
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

async function checkFlow(file: string | undefined, show: (compiled: ReturnType<typeof compile>) => void): Promise<number> {
  if (!file) {
    console.error('Name the flow’s file.')
    return 2
  }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    console.error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
  const parsed = parseFlowText(text.length > maxFlowBytes ? text.slice(0, maxFlowBytes + 1) : text)
  if (!parsed.ok) {
    for (const problem of parsed.problems) console.error(problem)
    return 1
  }
  const compiled = compile(parsed.flow, library)
  show(compiled)
  return compiled.plan ? 0 : 1
}
