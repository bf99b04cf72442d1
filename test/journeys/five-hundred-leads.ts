import { printTable } from '../harness/print-table'
import { runLeadJourney } from './lead-journey'

/* npm run journey: 500 leads, each sent three times, windows of 30 seconds, reps of whom 60 % answer. About three minutes. */

const result = await runLeadJourney({ leads: 500, reps: 25, capacity: 25, windowSeconds: 30, seed: 1, onProgress: (line) => console.log(line) })
const { places, messages, offeredAfterMs, windowLateMs } = result
console.log('')
printTable(['count', 'what'], [
  [result.deliveries, 'deliveries by webhook'],
  [result.accepted, 'answered 202'],
  [result.runs, 'runs, one for each lead'],
  [places.acknowledged, 'leads acknowledged'],
  [places['in-queue'], 'leads in the watched queue'],
  [places['on-call'], 'leads with the person on call'],
  [places.asked + places['under-way'] + places.lost, 'leads anywhere else'],
  [result.mails, 'mails received'],
  [result.webhooks, 'webhook calls received'],
  [messages.doubled, 'messages doubled'],
  [messages.missing, 'messages said done and never received'],
  ...Object.entries(result.ledger).map(([state, count]): [number, string] => [count, `ledger: ${state}`]),
  [offeredAfterMs.p95, `ms to the first offer, 95 % (half within ${offeredAfterMs.median} ms)`],
  [windowLateMs.p95, `ms after a window’s end, 95 % (half within ${windowLateMs.median} ms)`],
])
for (const { check, what } of result.violations.slice(0, 20)) console.log(`WRONG (${check}): ${what}`)
console.log(`\n${result.seconds.toFixed(0)} s. ${result.violations.length === 0 ? 'Nothing is lost, nothing is doubled.' : `${result.violations.length} things are WRONG.`}`)
process.exit(result.violations.length === 0 ? 0 : 1)
