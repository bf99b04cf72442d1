import { parseArgs } from 'node:util'
import { printTable } from '../harness/print-table'
import { playSequences, type SequencesInput, type SequencesResult } from './play-sequences'

/*
 * npm run simulate:sequences -- --seeds 100 [--from 1] [--quarter]: the welcome beside fallback routing, with outages, withdrawals, answers and colleagues' touches at random instants, and an engine
 * that dies. Each seed is 300 leads in ten days; the quarter is 12,000 in 90 days. Exit code 1 when a message went to somebody who had not agreed, at a wrong hour, too soon, too often or
 * twice, when a run did not end or ended without a reason, when a conflict reached somebody, or when fewer than 98.1 % of the welcomes ran to an end of their own.
 */

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '5' }, from: { type: 'string', default: '1' }, quarter: { type: 'boolean', default: false } } })
const [seeds, from] = [Number(values.seeds), Number(values.from)]
if (![seeds, from].every(Number.isInteger)) {
  console.error('Use: npm run simulate:sequences -- --seeds 100, or --seeds 0 --quarter')
  process.exit(2)
}
const leastCompletion = 0.981
const sayEveryMs = 60_000
const small: Omit<SequencesInput, 'seed'> = { leads: 300, days: 10, reps: 14, capacity: 40, commitsBetweenCrashes: 800 }
const quarter: SequencesInput = { seed: 1, leads: 12_000, days: 90, reps: 60, capacity: 150, commitsBetweenCrashes: 20_000 }

const results: SequencesResult[] = []
const completion = ({ ended, broken, stopped }: SequencesResult) => (ended - broken) / (ended + stopped)
const isWrong = (result: SequencesResult) => result.breaches.length + result.doubled + result.stopped + result.nameless + result.conflicts.delivered + result.bugs.length > 0 || completion(result) < leastCompletion

async function play(input: SequencesInput, title: string): Promise<void> {
  const began = Date.now()
  let saidAt = began
  const onProgress = (share: number) => {
    if (Date.now() - saidAt < sayEveryMs) return
    saidAt = Date.now()
    console.log(`  ${title}: ${(100 * share).toFixed(1)} % of its days after ${((saidAt - began) / 1_000).toFixed(0)} s`)
  }
  const result = await playSequences({ ...input, onProgress })
  results.push(result)
  console.log(`${title}: ${isWrong(result) ? 'WRONG' : 'nothing wrong'} (${((Date.now() - began) / 1_000).toFixed(0)} s)`)
  for (const what of [...result.breaches, ...result.bugs]) console.log(`  WRONG: ${what}`)
}

for (let seed = from; seed < from + seeds; seed += 1) await play({ ...small, seed }, `Seed ${seed}`)
if (values.quarter) await play(quarter, 'The quarter')

console.log('')
printTable(
  ['seed', 'leads', 'engine died', 'said no', 'calls', 'sent', 'doubled', 'breaches', 'ended', 'broken', 'stopped', 'no reason', 'completion', 'conflicts', 'delivered'],
  results.map((each) => [each.seed, each.leads, each.crashes, each.withdrawals, each.touches, each.sent, each.doubled, each.breaches.length, each.ended, each.broken, each.stopped, each.nameless, `${(100 * completion(each)).toFixed(2)} %`, each.conflicts.found, each.conflicts.delivered]),
)
const total = (pick: (result: SequencesResult) => number) => results.reduce((sum, result) => sum + pick(result), 0)
const ends = new Map<string, number>()
for (const result of results) for (const [reason, count] of Object.entries(result.ends)) ends.set(reason, (ends.get(reason) ?? 0) + count)
const wrong = results.filter(isWrong)
console.log(`\nHow the welcomes ended: ${[...ends].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${reason} ${count}`).join(', ')}.`)
console.log(
  `${total((each) => each.leads)} leads, ${total((each) => each.sent)} messages, the engine died ${total((each) => each.crashes)} times: ${total((each) => each.breaches.length)} without a yes or outside what is allowed, ` +
    `${total((each) => each.doubled)} doubled, ${total((each) => each.stopped)} stopped in the middle, ${total((each) => each.conflicts.delivered)} conflicts delivered, ` +
    `${((100 * total((each) => each.ended - each.broken)) / total((each) => each.ended + each.stopped)).toFixed(2)} % completed. ${wrong.length > 0 ? `WRONG in ${wrong.length}.` : 'Nothing is wrong.'}`,
)
process.exit(wrong.length === 0 ? 0 : 1)
