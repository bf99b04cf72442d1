import { printTable } from '../harness/print-table'
import type { Violation } from '../harness/read-facts'
import { copySources, type Patch } from './copy-sources'
import { runKilledBetween } from './killed-between'
import { runSeed } from './run-seed'

/*
 * npm run faults:guards: takes each guard out of a copy of the sources and shows that the suite then finds something wrong.
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
        file: 'engine/activities/call.ts',
        find: "if (row.state === 'sending' && (row.leaseUntil ?? 0) <= now) {",
        replace: 'if (false as boolean) {',
      },
      {
        file: 'engine/activities/call.ts',
        find: "if (row.state !== 'claimed' || (row.notBefore ?? 0) > now) continue",
        replace: "if ((row.state !== 'claimed' && row.state !== 'sending') || (row.notBefore ?? 0) > now) continue",
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
    find: bySeeds,
    shows: /an answer “acknowledged” was taken/,
    patches: [
      { file: 'engine/activities/waits.ts', find: "if (wait.state !== 'open') return { outcome: decided(wait, input.step) }", replace: '' },
      {
        file: 'server/runs/wait-rows.ts',
        find: "eq(waits.visit, ref.visit), eq(waits.state, 'open')))",
        replace: 'eq(waits.visit, ref.visit)))',
      },
    ],
  },
  {
    name: 'an event that arrived before is a duplicate',
    find: bySeeds,
    shows: /were taken for \d events/,
    patches: [{ file: 'server/events/receive-event.ts', find: 'insertEvent.run({ ...event, id, now })', replace: 'insertEvent.run({ ...event, externalId: `${event.externalId}:${id}`, id, now })' }],
  },
]

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

const only = process.argv[2]
const rows: string[][] = []
let isAsWanted = true
function note(name: string, violations: Violation[], wanted: 'red' | 'green'): void {
  const colour = violations.length > 0 ? 'red' : 'green'
  isAsWanted &&= colour === wanted
  rows.push([name, colour, wanted, violations[0] ? `${violations[0].check}: ${violations[0].what.slice(0, 140)}` : ''])
  console.log(`  ${colour}${violations[0] ? `: ${violations[0].what.slice(0, 300)}` : ''}`)
}

if (!only || only === '0') {
  console.log('With all guards: killed between a branch and the change of what it reads')
  note('(all guards, the aimed kill)', await runKilledBetween(), 'green')
}
for (const [index, guard] of guards.entries()) {
  if (only && only !== String(index + 1)) continue
  console.log(`Without: ${guard.name}`)
  note(guard.name, (await guard.find(guard.patches, guard.shows)).filter(({ what }) => guard.shows.test(what)), 'red')
}
console.log('')
printTable(['guard taken out', 'suite', 'should be', 'the first thing it found'], rows)
console.log(isAsWanted ? '\nThe suite notices each guard that is missing.' : '\nWRONG: see the rows whose colour is not what it should be.')
process.exit(isAsWanted ? 0 : 1)
