import { expect, it } from 'vitest'
import { buildFlow } from '../conformance/build-flow'
import { only, playSmall } from './small-simulation'

it('B5 each round of a “for each” knows its own item, as on Temporal', async () => {
  const document = buildFlow(
    { each: ['for-each', { over: 'lines', lines: 'drills\nsaws' }], keep: ['set', { values: [{ name: 'line', value: '{{ item.number }} {{ item.value }}' }] }], done: ['end', { reason: 'completed' }] },
    { 'each.each': 'keep', 'keep.next': 'each', 'each.done': 'done' },
  )
  const { simulation, entries } = await playSmall({ leads: 1, days: 1, flow: { document } })
  expect(simulation.trace.bugs).toEqual([])
  expect(only(entries, 'step').filter((step) => step.nodeId === 'keep').map((step) => step.output)).toEqual([{ line: '1 drills' }, { line: '2 saws' }])
  simulation.close()
})
