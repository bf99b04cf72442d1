import { expect, it } from 'vitest'
import { rankOwners } from './route'
import { standardWeights } from './route-rules'
import { anyone, candidate } from './testing/candidate'
import { type Decision, whatIf } from './what-if'

const decide = (candidates: Parameters<typeof rankOwners>[0]['candidates']): Decision => {
  const { ranked } = rankOwners({ candidates, wanted: anyone, asked: [], now: 0 })
  return { repId: ranked[0]?.id ?? '', ranked }
}
const ann = (load: number) => candidate('ann', { load, performance: 0.2 })
const bob = (load: number) => candidate('bob', { load, performance: 1 })
const decisions = [decide([ann(0), bob(9)]), decide([ann(0), bob(5)]), decide([ann(8), bob(0)]), decide([ann(0), bob(10)])]

it('by the same weights everything comes out as it was', () => {
  const { changed, spread, balance } = whatIf(decisions, standardWeights)
  expect([changed, spread, balance.was]).toEqual([0, [{ id: 'ann', name: 'ann', was: 3, would: 3 }, { id: 'bob', name: 'bob', was: 1, would: 1 }], balance.would])
})

it('by others says how many would have gone elsewhere, and who would have had how many', () => {
  const said = whatIf(decisions, { capacity: 0, skill: 0, performance: 1, availability: 0 })
  expect(said).toMatchObject({ decisions: 4, changed: 2, spread: [{ id: 'bob', was: 1, would: 3 }, { id: 'ann', was: 3, would: 1 }] })
  expect(said.balance).toEqual({ was: 0.25, would: 0.25 })
})

it('never gives anything to who could not have taken it: whoever was full is not among those who were ranked', () => {
  expect(whatIf([decide([ann(0), bob(10)])], { capacity: 0, skill: 0, performance: 1, availability: 0 }).changed).toBe(0)
})

it('keeps the order of equals, and counts who was chosen by hand', () => {
  const equals = [decide([candidate('b', { lastAssignedAt: 1 }), candidate('a', { lastAssignedAt: 2 })])]
  expect(whatIf(equals, { capacity: 0, skill: 0, performance: 0, availability: 0 }).changed).toBe(0)
  expect(whatIf([{ repId: 'zoe', ranked: equals[0]?.ranked ?? [] }], standardWeights)).toMatchObject({ changed: 1, spread: [{ id: 'b', would: 1 }, { id: 'zoe', was: 1, would: 0 }, { id: 'a', was: 0, would: 0 }] })
})

it('says nothing of nothing', () => {
  expect(whatIf([], standardWeights)).toEqual({ decisions: 0, changed: 0, spread: [], balance: { was: 0, would: 0 } })
})
