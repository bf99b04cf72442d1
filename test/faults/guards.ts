import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { printTable } from '../harness/print-table'
import type { Violation } from '../harness/read-facts'
import { copySources, type Patch } from './copy-sources'
import { runKilledBetween } from './killed-between'
import { runSeed } from './run-seed'

/*
 * npm run faults:guards [-- 15, or -- 15-23]: takes each guard out of a copy of the sources and shows that the suite then finds something wrong.
 * A suite that stays green without a guard proves nothing about it. Exit code 1 when it stays green, or is red with all of them.
 */

interface Guard {
  name: string
  patches: Patch[]
  /** What must be among the violations: red for another reason proves nothing about this guard. */
  shows: RegExp
  /** Looks for what goes wrong; empty when that does not. */
  find(patches: Patch[], shows: RegExp): Promise<Violation[]>
}

const maxSeeds = 4

const guards: Guard[] = [
  {
    name: 'an effect found “sending” is not sent again',
    find: bySeeds,
    shows: /was received \d+ times/,
    patches: [
      {
        file: 'engine/activities/start-rows.ts',
        find: "found.state === 'sending' && (found.leaseUntil ?? 0) <= now ? cutOff(deps, tx, run, found, now) : found",
        replace: 'found',
      },
      {
        file: 'engine/activities/start-rows.ts',
        find: "if ((row.state !== 'claimed' && row.state !== 'held') || (row.notBefore ?? 0) > now) continue",
        replace: "if ((row.state !== 'claimed' && row.state !== 'held' && row.state !== 'sending') || (row.notBefore ?? 0) > now) continue",
      },
    ],
  },
  {
    name: 'a local activity’s recorded outcome is repeated',
    find: runKilledBetween,
    shows: /outcomes lead to|both ways/,
    patches: [{ file: 'engine/activities/decide.ts', find: 'if (recorded?.outcome) return { outcome: recorded.outcome }', replace: 'if (recorded === null) throw new Error()' }],
  },
  {
    name: 'a wait’s row is closed by compare-and-set',
    find: byTests('test/conformance/wait-row.test.ts', ''),
    shows: /answered first/,
    patches: [
      { file: 'engine/activities/waits.ts', find: "        if (wait.state !== 'open') return decided(wait, now)\n", replace: '' },
      {
        file: 'server/runs/answer-waits.ts',
        find: "{ runId, nodeId, visit, state: 'open' }) === 0) return false",
        replace: '{ runId, nodeId, visit }) === 0) return false',
      },
    ],
  },
  {
    name: 'an event that arrived before is a duplicate',
    find: bySeeds,
    shows: /were taken for \d events/,
    patches: [{ file: 'server/events/keep-event.ts', find: 'insertEvent.run(kept).changes', replace: 'insertEvent.run({ ...kept, externalId: `${kept.externalId}:${kept.id}` }).changes' }],
  },
  {
    name: 'nothing is begun while a run is paused',
    find: bySeeds,
    shows: /began while the run was paused/,
    patches: [{ file: 'engine/activities/guard.ts', find: '    if (run.hold) return held(run)\n', replace: '' }],
  },
  {
    name: 'an event is taken by one wait of a run',
    find: bySeeds,
    shows: /was taken by \d waits of the run/,
    patches: [{ file: 'server/events/events-service.ts', find: '${events.id} not in (select event_id from waits where run_id = ${sql.placeholder(\'runId\')} and event_id is not null) and ', replace: '' }],
  },
  {
    name: 'a branch that is dropped does nothing more',
    find: byCases('first branch is enough'),
    shows: /first branch is enough/,
    patches: [{ file: 'engine/advance/moves.ts', find: '  dropRest(turn, id)\n', replace: '' }],
  },
  {
    name: 'flows that start one another are stopped',
    find: byCases('11 a flow'),
    shows: /11 a flow/,
    patches: [{ file: 'server/events/stop-loop.ts', find: 'export const loopLimit = 10', replace: 'export const loopLimit = 20' }],
  },
  {
    name: 'one run at a time on a record',
    find: byCases('20 a second run on the same record waits'),
    shows: /20 a second run/,
    patches: [{ file: 'server/runs/mint-run.ts', find: 'const others = findOthers.all({ ...run, id })', replace: 'const others = findOthers.all({ ...run, id }).slice(0, 0)' }],
  },
  {
    name: 'an offer holds room in the transaction of the pick',
    find: byTests('test/acceptance/fallback.test.ts', 'AF2'),
    shows: /AF2/,
    patches: [{ file: 'server/roster/load.ts', find: "state in ('offered', 'accepted'))`", replace: "state in ('accepted'))`" }],
  },
  {
    name: 'one live assignment for a lead',
    find: byTests('server/assignments/live.test.ts', 'INV3', 'unit'),
    shows: /INV3/,
    patches: [{ file: 'server/db/migrations/0000_first.sql', find: 'CREATE UNIQUE INDEX `assignments_live`', replace: 'CREATE INDEX `assignments_live`' }],
  },
  {
    name: 'a claim is the first one of an open entry',
    find: byTests('test/acceptance/fallback.test.ts', 'AF7'),
    shows: /AF7/,
    patches: [{ file: 'server/work-items/claim-item.ts', find: "if (item.state !== 'open') {", replace: 'if (false as boolean) {' }],
  },
  {
    name: 'leads of whoever has left are handed over',
    find: byTests('test/simulate/changing-roster.test.ts', 'seed 1'),
    shows: /R8/,
    patches: [{ file: 'server/roster/leaving/hand-over-leads.ts', find: '    if (leaverWithLeads()) {', replace: '    if (false as boolean) {' }],
  },
  {
    name: 'a feed that would take away more than a fifth is held',
    find: byTests('test/api/roster-file.test.ts', 'a fifth may go'),
    shows: /a fifth may go/,
    patches: [{ file: 'server/roster/held/too-many-leavers.ts', find: 'const share = 0.2', replace: 'const share = 2' }],
  },
  {
    name: 'consent is asked about when the sending begins',
    find: byTests('test/acceptance/contact-gate.test.ts', 'simulator.*AW3'),
    shows: /AW3/,
    patches: [{ file: 'nodes/revops/gate/decide-touch.ts', find: "passed: state === 'granted', found", replace: 'passed: true, found' }],
  },
  {
    name: 'nobody is written to at a bad hour where they are',
    find: byTests('test/acceptance/contact-gate.test.ts', 'simulator.*AW7'),
    shows: /AW7/,
    patches: [{ file: 'nodes/revops/gate/decide-touch.ts', find: "if (until === at) return { name: 'hours'", replace: "if (true as boolean) return { name: 'hours'" }],
  },
  {
    name: 'flows keep away while a colleague is in touch',
    find: byTests('test/acceptance/contact-gate.test.ts', 'simulator.*AW4'),
    shows: /AW4/,
    patches: [{ file: 'nodes/revops/gate/decide-touch.ts', find: "return until <= at ? { name: 'colleague'", replace: "return (true as boolean) ? { name: 'colleague'" }],
  },
  {
    name: 'no more messages in a day than people put up with',
    find: byTests('test/acceptance/contact-gate.test.ts', 'simulator.*X1'),
    shows: /X1/,
    patches: [{ file: 'nodes/revops/gate/decide-touch.ts', find: 'if (counted.length < most) return', replace: 'if (true as boolean) return' }],
  },
  {
    name: 'of a group of flows one person is in one at a time',
    find: byTests('test/acceptance/sequences.test.ts', 'simulator.*(X3|AW2)'),
    shows: /X3|AW2/,
    patches: [{ file: 'server/runs/take-turn.ts', find: "  if (!first) return 'start'\n", replace: "  if (!first || (true as boolean)) return 'start'\n" }],
  },
  {
    name: 'what somebody leaves a flow by ends it at once',
    find: byTests('test/acceptance/sequences.test.ts', 'simulator.*(an answer ends it|only if the lead then fits)'),
    shows: /ends it|then fits/,
    patches: [{ file: 'server/runs/leave-runs.ts', find: '      if (exit) cancelRun', replace: '      if (exit && (false as boolean)) cancelRun' }],
  },
  {
    name: 'no more messages in a second than the provider takes',
    find: byTests('test/acceptance/backlog.test.ts', 'waits for its turn'),
    shows: /waits for its turn/,
    patches: [{ file: 'server/send-rates/take-turn.ts', find: 'if (perSecond === undefined) return undefined', replace: 'if (perSecond !== -1) return undefined' }],
  },
  {
    name: 'a person starts a flow again only as its trigger says',
    find: byTests('test/api/triggers.test.ts', 'the same person again'),
    shows: /only once ever/,
    patches: [{ file: 'server/triggers/start-by-trigger.ts', find: 'if (!spec.again || !isRefused(spec.again, flowId, start, now)) return', replace: 'if (true as boolean) return' }],
  },
  {
    name: 'a run stays with its version where the live one leads elsewhere',
    find: byTests('test/acceptance/moved.test.ts', 'simulator.*(no place|leads elsewhere)'),
    shows: /no place|leads elsewhere/,
    patches: [{ file: 'engine/advance/why-stays.ts', find: "  if (isSplit) return 'parallel'\n", replace: "  if (to.steps) return undefined\n  if (isSplit) return 'parallel'\n" }],
  },
  {
    name: 'a node that does not ask the gate reaches nobody outside',
    find: byTests('test/api/contact-gate.test.ts', 'reaches nobody outside'),
    shows: /reaches nobody outside/,
    patches: [{ file: 'engine/activities/start-rows.ts', find: '} else if (!tx.isLetThrough(row.key, request)) {', replace: '} else if (!tx.isLetThrough(row.key, request) && (false as boolean)) {' }],
  },
  {
    name: 'a message begins only when its provider has room for it',
    find: byTests('test/conformance/burst.test.ts', ''),
    shows: /due at once/,
    patches: [{ file: 'engine/activities/start-rows.ts', find: 'if (!places.isFree(channel)) return { placeless', replace: 'if (!places.isFree(channel) && (false as boolean)) return { placeless' }],
  },
]

/** By tests that are run in the copy; of the conformance suite, in the simulator. */
function byCases(name: string): Guard['find'] {
  return byTests('test/conformance/conformance.test.ts', `simulator.*${name}`)
}

function byTests(file: string, name: string, project = 'whole'): Guard['find'] {
  return async (patches) => {
    const sources = copySources(patches, ['test', 'vitest.config.ts', 'drizzle.config.ts'])
    try {
      const run = promisify(execFile)(process.execPath, [join(sources.folder, 'node_modules/.bin/vitest'), 'run', '--project', project, file, '-t', name], { cwd: sources.folder, timeout: 300_000 })
      const { stdout } = await run.catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }))
      return stdout.split('\n').filter((line) => line.includes('×')).map((line) => ({ check: 'cases', what: stripVTControlCharacters(line).trim() }))
    } finally {
      sources.remove()
    }
  }
}

async function bySeeds(patches: Patch[], shows: RegExp): Promise<Violation[]> {
  const sources = copySources(patches)
  try {
    for (let seed = 1; seed <= maxSeeds; seed += 1) {
      const { violations } = await runSeed({ seed, repository: sources.folder })
      const shown = violations.filter(({ what }) => shows.test(what))
      console.log(`    seed ${seed}: ${violations.length} wrong, ${shown.length} of them by this guard`)
      if (shown.length > 0) return shown
    }
    return []
  } finally {
    sources.remove()
  }
}

const [from = 0, to = from] = (process.argv[2]?.split('-').map(Number)) ?? [0, Number.POSITIVE_INFINITY]
const rows: string[][] = []
let isAsWanted = true
function note(name: string, violations: Violation[], wanted: 'red' | 'green'): void {
  const colour = violations.length > 0 ? 'red' : 'green'
  isAsWanted &&= colour === wanted
  rows.push([name, colour, wanted, violations[0] ? `${violations[0].check}: ${violations[0].what.slice(0, 140)}` : ''])
  console.log(`  ${colour}${violations[0] ? `: ${violations[0].what.slice(0, 300)}` : ''}`)
}

if (from === 0) {
  console.log('With all guards: killed between a branch and the change of what it reads')
  note('(all guards, the aimed kill)', await runKilledBetween(), 'green')
}
for (const [index, guard] of guards.entries()) {
  if (index + 1 < from || index + 1 > to) continue
  console.log(`Without: ${guard.name}`)
  note(guard.name, (await guard.find(guard.patches, guard.shows)).filter(({ what }) => guard.shows.test(what)), 'red')
}
console.log('')
printTable(['guard taken out', 'suite', 'should be', 'the first thing it found'], rows)
console.log(isAsWanted ? '\nThe suite notices each guard that is missing.' : '\nWRONG: see the rows whose colour is not what it should be.')
process.exit(isAsWanted ? 0 : 1)
