import { parseArgs } from 'node:util'
import { printTable } from '../harness/print-table'
import { runSeed, type SeedResult } from './run-seed'

/*
 * npm run faults -- --seeds N [--seed K] [--at-once M] [--leads L] [--roster] [--letters] [--verbose]: N worlds, M of them beside one another, each with L leads arriving while worker,
 * server and Temporal are killed and, with --roster, reps leave, join, are away and fall silent; with --letters whoever agrees is written to, and some say no by one click. Exit code 1 when anything was lost, doubled or left without an owner.
 */

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '5' }, seed: { type: 'string' }, 'at-once': { type: 'string', default: '1' }, leads: { type: 'string', default: '30' }, roster: { type: 'boolean', default: false }, letters: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } } })
const seeds = values.seed === undefined ? Array.from({ length: Number(values.seeds) }, (_, index) => index + 1) : [Number(values.seed)]
const leads = Number(values.leads)
if (seeds.length === 0 || !seeds.every(Number.isInteger) || !(leads >= 10 && leads <= 1_000)) {
  console.error('Use: npm run faults -- --seeds 20, or --seed 7 for one of them; --leads takes 10 to 1,000.')
  process.exit(2)
}

const titles = ['seed', 'worker', 'server', 'temporal', 'all', 'left', 'joined', 'away', 'silent', 'leads', 'acknowledged', 'in queue', 'on call', 'messages', 'letters', 'said no', 'unknown', 'lost', 'doubled', 'seconds', 'wrong']
const results: SeedResult[] = []
const left = [...seeds]
async function work(): Promise<void> {
  for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
    const result = await runSeed({ seed, leads, isRosterChanging: values.roster, isWriting: values.letters, ...(values.verbose && { onProgress: (line: string) => console.log(line) }) })
    results.push(result)
    console.log(`Seed ${seed}: ${result.violations.length === 0 ? 'nothing wrong' : `${result.violations.length} WRONG`} (${result.seconds.toFixed(0)} s)`)
    for (const { check, what } of result.violations.slice(0, 12)) console.log(`  WRONG (${check}): ${what}`)
    if (result.violations.length > 12) console.log(`  … and ${result.violations.length - 12} more`)
    if (result.violations.length > 0) console.log(`  Again: npm run faults -- --seed ${seed} --leads ${leads}${values.roster ? ' --roster' : ''}${values.letters ? ' --letters' : ''} --verbose\n${result.logTail.replace(/^/gm, '    | ')}`)
  }
}
await Promise.all(Array.from({ length: Math.max(1, Number(values['at-once'])) }, work))
results.sort((a, b) => a.seed - b.seed)

console.log('')
printTable(titles, results.map(rowOf))
const wrong = results.filter((result) => result.violations.length > 0)
const total = (pick: (result: SeedResult) => number) => results.reduce((sum, result) => sum + pick(result), 0)
console.log(
  `\n${total((each) => Object.values(each.kills).reduce((sum, count) => sum + count, 0))} kills, ${total((each) => each.leads)} leads, ${total((each) => each.messages.received)} messages: ` +
    `${total((each) => each.places.lost)} lost, ${total((each) => each.messages.doubled)} doubled, ${total((each) => each.messages.unknown)} uncertain and shown to a person. ` +
    (wrong.length === 0 ? 'Nothing is wrong.' : `WRONG in seeds ${wrong.map((each) => each.seed).join(', ')}.`),
)
process.exit(wrong.length === 0 ? 0 : 1)

function rowOf({ seed, kills, changes, leads, places, messages, letters, saidNo, seconds, violations }: SeedResult): (string | number)[] {
  return [
    seed, kills.worker, kills.server, kills.temporal, kills.all, changes.left.length, changes.joined.length, changes.away.length, changes.silent.length, leads, places.acknowledged, places['in-queue'], places['on-call'],
    messages.received, letters, saidNo, messages.unknown, places.lost, messages.doubled, Number(seconds.toFixed(1)), violations.length,
  ]
}
