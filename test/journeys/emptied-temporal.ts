import { createOutsideTemporal } from '../harness/outside-temporal'
import { printTable } from '../harness/print-table'
import { type EmptiedResult, runAbsent, runEmptied } from './emptied-temporal-journey'

/* npm run journey:emptied: Temporal's database lost under 200 waiting runs; Temporal absent at boot, while answers and while leads come in. */

function show(title: string, { violations, story }: EmptiedResult): void {
  console.log(`\n${title}`)
  printTable(['number', 'of'], story)
  for (const { check, what } of violations.slice(0, 20)) console.log(`WRONG (${check}): ${what}`)
}

const onProgress = (line: string) => console.log(`  ${line}`)
const only = process.argv[2]
const results: EmptiedResult[] = []
if (only !== 'absent') {
  const emptied = await runEmptied({ runs: 200, windowSeconds: 80, onProgress })
  show('Temporal killed and emptied under waiting runs', emptied)
  results.push(emptied)
}
if (only !== 'emptied') {
  const temporal = await createOutsideTemporal()
  const absent = await runAbsent(temporal, { goneMs: 60_000, onProgress }).finally(() => temporal.remove())
  show('Temporal absent at boot, while answers and while leads come in', absent)
  results.push(absent)
}
const wrong = results.flatMap((result) => result.violations).length
console.log(wrong === 0 ? '\nNothing is lost, nothing is doubled.' : `\n${wrong} things are WRONG.`)
process.exit(wrong === 0 ? 0 : 1)
