import { expect, it } from 'vitest'
import { createOutsideTemporal } from '../harness/outside-temporal'
import { runAbsent, runEmptied } from './emptied-temporal-journey'

// How late exactly is measured by the command, not by a test that runs beside others.
it('brings waiting runs back to their places and dates when Temporal’s database is lost', { timeout: 500_000 }, async () => {
  const { violations } = await runEmptied({ runs: 40, windowSeconds: 30, lateByAtMostMs: 20_000 })
  expect(violations).toEqual([])
})

it('accepts leads and answers while Temporal is absent, and goes on by them afterwards', { timeout: 500_000 }, async () => {
  const temporal = await createOutsideTemporal()
  const { violations } = await runAbsent(temporal, { goneMs: 8_000 }).finally(() => temporal.remove())
  expect(violations).toEqual([])
})
