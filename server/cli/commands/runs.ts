import { parseArgs } from 'node:util'
import { findFlowByName } from '../../flows/find-flow-by-name'
import { cancelRun } from '../../runs/cancel-run'
import { pauseRun, resumeRun } from '../../runs/hold-run'
import { listRuns, type RunView, runViews } from '../../runs/list-runs'
import { startByHand } from '../../runs/start-by-hand'
import type { Command } from '../command'
import { terminal, withWorkspace } from '../with-workspace'

const verbs = ['list', 'start', 'pause', 'resume', 'stop'] as const

export const runs: Command = {
  usage: 'list | start | pause | resume | stop …',
  summary: 'see runs, start them, hold them, stop them',
  help: `watertight runs VERB

  runs list [--view ${runViews.join('|')}] [--flow FLOW] [--json]   the newest runs
  runs start FLOW [--lead ID] [--key TEXT]                 start a published flow by hand; the same key again starts nothing
  runs pause RUN                                           nothing of it is begun any more; answers are still taken in
  runs resume RUN [--shift]                                let it go on; --shift moves its dates by the length of the pause
  runs stop RUN                                            end it for good

Works on the data folder (WATERTIGHT_DATA), beside a running Watertight, which then carries it out.

Example: npx watertight runs list --view failed --json`,
  async run(args) {
    let parsed: ReturnType<typeof parse>
    try {
      parsed = parse(args)
    } catch (error) {
      console.error(`${error instanceof Error ? error.message : String(error)}\nSee: npx watertight runs --help`)
      return 2
    }
    const { values, positionals } = parsed
    const [verb, name] = positionals
    if (!verbs.some((each) => each === verb) || (verb !== 'list' && !name)) {
      console.error(verb === undefined ? 'Say what to do: list, start, pause, resume or stop.' : `“runs ${positionals.join(' ')}” is not complete or not known. See: npx watertight runs --help`)
      return 2
    }
    return withWorkspace(async ({ db, writer }) => {
      const now = Date.now()
      const actor = terminal
      const runId = name ?? ''
      switch (verb as (typeof verbs)[number]) {
        case 'list': {
          const { rows } = listRuns(db, { view: values.view as RunView, ...(values.flow && { flowId: findFlowByName(db, values.flow).id }) })
          if (values.json) console.log(JSON.stringify(rows, null, 2))
          else for (const row of rows) console.log(`${row.id}  ${row.state.padEnd(9)}${(row.endReason ?? row.at?.label ?? '').slice(0, 30).padEnd(32)}${row.flow.name}, ${row.subject.name}`)
          return 0
        }
        case 'start': {
          const flow = findFlowByName(db, runId)
          const started = await writer.write((tx) => startByHand(tx, { flowId: flow.id, ...(values.lead && { leadId: values.lead }), idempotencyKey: values.key ?? `${now}`, actor }, now))
          console.log(`${started.runId} ${started.state}`)
          return 0
        }
        case 'pause':
          await writer.write((tx) => pauseRun(tx, { runId, actor }, now))
          break
        case 'resume':
          await writer.write((tx) => resumeRun(tx, { runId, dates: values.shift ? 'shift' : 'keep', actor }, now))
          break
        case 'stop':
          await writer.write((tx) => cancelRun(tx, { runId, reason: 'cancelled', actor }, now))
          break
      }
      console.log('Done.')
      return 0
    })
  },
}

function parse(args: string[]) {
  const parsed = parseArgs({
    args, allowPositionals: true,
    options: { view: { type: 'string', default: 'all' }, flow: { type: 'string' }, lead: { type: 'string' }, key: { type: 'string' }, shift: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  })
  if (!runViews.some((view) => view === parsed.values.view)) throw new Error(`--view is one of ${runViews.join(', ')}.`)
  return parsed
}
