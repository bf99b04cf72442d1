import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { handlers } from '#nodes/activities'
import type { FlowDocument } from '#engine/graph/flow'
import { maxFlowBytes, parseFlowText } from '#engine/graph/parse-flow'
import type { Diagnostic } from '#engine/compile/diagnostic'
import { readConfig } from '../../config'
import { customHandlers } from '../../custom-nodes/custom-handlers'
import { openNodeCatalog } from '../../custom-nodes/node-catalog'
import { AppError } from '../../errors/app-error'
import { PeopleScript } from '../../simulate/people/behaviour'
import { ProviderScript } from '../../simulate/providers/provider-script'
import { readEvents } from '../../simulate/read-events'
import { hasProblems, reportText } from '../../simulate/report'
import { runSimulation } from '../../simulate/run-simulation'
import { SimulationError } from '../../simulate/simulation-error'
import { writeTrace } from '../../simulate/trace/write-trace'
import type { WorldChoice } from '../../simulate/world/begin-world'
import { copyWorkspace } from '../../simulate/world/copy-workspace'
import type { Command } from '../command'
import { showProgress } from '../show-progress'

const options = {
  events: { type: 'string' }, leads: { type: 'string' }, days: { type: 'string' }, seed: { type: 'string' }, start: { type: 'string' }, world: { type: 'string' }, reps: { type: 'string' },
  capacity: { type: 'string' }, people: { type: 'string' }, providers: { type: 'string' }, trace: { type: 'string' }, called: { type: 'string', multiple: true }, json: { type: 'boolean' },
} as const

/** A Monday morning: without other wishes the same command gives the same result on every day. */
const standardStart = '2027-01-04T07:00:00Z'

export const simulate: Command = {
  usage: 'FLOW [--events FILE] [--leads N]',
  summary: 'try a flow’s file on virtual leads, people and time',
  help: `watertight simulate FLOW [--events FILE] [--leads N] [--days D] [--seed N] …

Runs the flow as it would run, with the product’s own code over a world in memory: nothing is sent, no database is changed, and
days pass in seconds. The same command gives the same result.

  --events FILE        what arrives: a JSON list or JSON lines of {"at", "type", "data"}; a bare object is a lead
  --leads N            leads that are made up: odd ones, double ones and all (100 without --events)
  --days D             over how many days they arrive (7); one more passes at the end
  --seed N             another seed, another run of luck (1)
  --start TIME         when it begins (${standardStart}, or the first event; with a database, now)
  --world WORLD        “generated”, or a workspace’s database such as .watertight/watertight.db, which is only read
  --reps N             reps in each generated team (12), and
  --capacity N         how many leads each may hold (30)
  --called ID=FILE     a flow that this one calls; may be given more than once
  --people FILE        how people answer:   {"everybody": {"haveIt": 0.6, "withinMinutes": 10}, "people": {"dana@team.example": {…}}}
                       and how often a week the roster changes: {"turnover": {"leaves": 1, "joins": 1, "away": 2, "silent": 4}}
  --providers FILE     how messages fail:   {"email": [{"fails": 0.1, "from": "2027-01-05T00:00:00Z"}], "webhook": [{"down": true}]}
  --trace FILE         writes every step with what it read, why it went where, and each message, as JSON lines
  --json               the result as JSON

Ctrl-C ends it early, with what is done so far. Exit code 0: no lead was lost. 1: leads were lost, or the flow has problems.
2: wrong use.

Example: npx watertight simulate templates/fallback-routing/flow.json --leads 500 --days 14`,
  async run(args) {
    try {
      return await run(args)
    } catch (error) {
      if (error instanceof AppError && error.code === 'flow-has-errors') {
        for (const { message } of (error.details as { diagnostics: Diagnostic[] }).diagnostics) console.error(message)
        return 1
      }
      if (!(error instanceof SimulationError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))) throw error
      console.error((error as Error).message)
      return 2
    }
  },
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [file, ...more] = positionals
  if (!file) throw new SimulationError('Name the flow’s file. See: watertight simulate --help')
  if (more.length > 0) throw new SimulationError(`“${more[0]}” is one word too many: name one flow. Flows that it calls go behind --called.`)

  const document = readFlow(file)
  if (typeof document === 'number') return document
  const called: { id: string; document: FlowDocument }[] = []
  for (const each of values.called ?? []) {
    const [id, path] = each.split(/=(.*)/s)
    if (!id || !path) throw new SimulationError(`--called takes ID=FILE, not “${each}”.`)
    const found = readFlow(path)
    if (typeof found === 'number') return found
    called.push({ id, document: found })
  }
  const events = values.events === undefined ? [] : readEvents(readText(values.events), values.events)
  const leads = toWhole('--leads', values.leads, events.length > 0 ? 0 : 100, 0, 200_000)
  const days = toNumber('--days', values.days, 7, 0.01, 400)
  const seed = toWhole('--seed', values.seed, 1, 0, 2 ** 32)
  const people = readScript('--people', values.people, PeopleScript)
  const providers = readScript('--providers', values.providers, ProviderScript)
  const isGenerated = values.world === undefined || values.world === 'generated'
  const size = { reps: toWhole('--reps', values.reps, 12, 1, 1_000), capacity: toWhole('--capacity', values.capacity, 30, 1, 10_000) }
  const world: WorldChoice = isGenerated ? { kind: 'generated', size } : { kind: 'copy', bytes: copyWorkspace(values.world as string) }
  const startAt = toInstant(values.start, Math.min(...events.flatMap(({ at }) => at ?? []), isGenerated ? Date.parse(standardStart) : Date.now()))

  const { registry, found } = await openNodeCatalog(readConfig().nodesFolder)
  const custom = await customHandlers(found().sound, () => undefined)
  const trace = values.trace === undefined ? undefined : writeTrace(values.trace)
  let isStopped = false
  const stop = () => {
    isStopped = true
  }
  process.once('SIGINT', stop)
  const progress = showProgress()
  try {
    const report = await runSimulation({
      flow: { document }, called, world, seed, startAt, people, providers, registry, handlers: { ...handlers, ...custom }, events, leads, days, ...(trace && { sink: trace.sink }),
      isStopped: () => isStopped,
      onProgress: ({ now, share }) => progress.show(`${Math.floor(share * 100)} %, ${new Date(now).toISOString().slice(0, 10)}`),
    })
    progress.end()
    const whole = { ...report, ...(trace && { traceHash: trace.close() }) }
    console.log(values.json ? JSON.stringify(whole, null, 2) : reportText(whole))
    return hasProblems(report) ? 1 : 0
  } finally {
    progress.end()
    process.off('SIGINT', stop)
  }
}

function readFlow(file: string): FlowDocument | 1 {
  const text = readText(file)
  const parsed = parseFlowText(text.length > maxFlowBytes ? text.slice(0, maxFlowBytes + 1) : text)
  if (parsed.ok) return parsed.flow
  for (const problem of parsed.problems) console.error(problem)
  return 1
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new SimulationError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readScript<Schema extends z.ZodType>(option: string, file: string | undefined, schema: Schema): z.output<Schema> {
  if (file === undefined) return schema.parse({})
  let value: unknown
  try {
    value = JSON.parse(readText(file))
  } catch (error) {
    if (error instanceof SimulationError) throw error
    throw new SimulationError(`${option} ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new SimulationError(`${option} ${file} is not right:\n${parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the file'}: ${message}`).join('\n')}`)
}

function toNumber(option: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (text.trim() !== '' && value >= least && value <= most) return value
  throw new SimulationError(`${option} is “${text}”, and should be a number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`)
}

function toWhole(option: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  const value = toNumber(option, text, otherwise, least, most)
  if (Number.isInteger(value)) return value
  throw new SimulationError(`${option} is “${text}”, and should be a whole number.`)
}

function toInstant(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const at = Date.parse(text)
  if (Number.isFinite(at)) return at
  throw new SimulationError(`--start is “${text}”, and should be a time such as ${standardStart}.`)
}
