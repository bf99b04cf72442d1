import { parseArgs } from 'node:util'
import { printTable } from '../harness/print-table'
import { type ChangingRoster, playChangingRoster, type RosterResult } from './play-changing-roster'

/*
 * npm run simulate:roster -- --seeds 100 [--from 1] [--quarter]: fallback routing while reps leave, join, sleep and ignore and the engine dies. Each seed is 300 leads in ten days, looked at
 * after every commit; the quarter is 12,000 leads in 90 days, looked at each hour. Exit code 1 when a lead was with nobody or with two people at any of these
 * instants, or when it took longer than 1.3 minutes on average, over all leads played, until somebody was asked: a world that loses nearly everybody has leads that wait for room.
 */

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '5' }, from: { type: 'string', default: '1' }, quarter: { type: 'boolean', default: false } } })
const [seeds, from] = [Number(values.seeds), Number(values.from)]
if (![seeds, from].every(Number.isInteger)) {
  console.error('Use: npm run simulate:roster -- --seeds 100, or --seeds 0 --quarter')
  process.exit(2)
}
const longestMeanMs = 1.3 * 60_000
const small: Omit<ChangingRoster, 'seed'> = { leads: 300, days: 10, reps: 14, capacity: 30, turnover: { leaves: 3, joins: 3, away: 3, silent: 8 }, commitsBetweenCrashes: 150, looks: 'every-commit' }
const quarter: ChangingRoster = { seed: 1, leads: 12_000, days: 90, reps: 60, capacity: 40, turnover: { leaves: 2, joins: 2, away: 6, silent: 20 }, commitsBetweenCrashes: 20_000, looks: 'hourly' }

const titles = ['seed', 'leads', 'left', 'joined', 'away', 'silent', 'engine died', 'commits', 'looked', 'handed over', 'from queue', 'taken', 'with nobody', 'with two', 'mean min', 'wrong']
const results: RosterResult[] = []
const isWrong = ({ violations, unassigned, doubled, bugs }: RosterResult) => violations.length + unassigned + doubled + bugs.length > 0

async function play(input: ChangingRoster, title: string): Promise<void> {
  const began = Date.now()
  const result = await playChangingRoster(input)
  results.push(result)
  console.log(`${title}: ${isWrong(result) ? 'WRONG' : 'nothing wrong'} (${((Date.now() - began) / 1_000).toFixed(0)} s)`)
  for (const what of [...result.violations, ...result.bugs]) console.log(`  WRONG: ${what}`)
}

for (let seed = from; seed < from + seeds; seed += 1) await play({ ...small, seed }, `Seed ${seed}`)
if (values.quarter) await play(quarter, 'The quarter')

console.log('')
printTable(titles, results.map(rowOf))
const total = (pick: (result: RosterResult) => number) => results.reduce((sum, result) => sum + pick(result), 0)
const wrong = results.filter(isWrong)
const mean = total((each) => each.meanToAssignment * each.leads) / total((each) => each.leads)
const slow = results.filter(({ meanToAssignment }) => meanToAssignment > longestMeanMs)
console.log(
  `\n${total((each) => each.leads)} leads, the engine died ${total((each) => each.crashes)} times, looked at ${total((each) => each.looks)} times: ${total((each) => each.unassigned)} with nobody, ` +
    `${total((each) => each.doubled)} with two people, ${(mean / 60_000).toFixed(2)} minutes on average until somebody was asked (above 1.3 in ${slow.length} of ${results.length}). ` +
    (wrong.length > 0 ? `WRONG in ${wrong.length}.` : mean > longestMeanMs ? 'WRONG: it took too long.' : 'Nothing is wrong.'),
)
process.exit(wrong.length === 0 && mean <= longestMeanMs ? 0 : 1)

function rowOf({ seed, leads, changes, crashes, commits, looks, handedOver, fromQueue, taken, unassigned, doubled, meanToAssignment, violations }: RosterResult): (string | number)[] {
  return [seed, leads, changes.leaves, changes.joins, changes.away, changes.silent, crashes, commits, looks, handedOver, fromQueue, taken, unassigned, doubled, (meanToAssignment / 60_000).toFixed(2), violations.length]
}
