import fc from 'fast-check'
import { expect, it } from 'vitest'
import { only, playSmall } from './small-simulation'

/** Shares that are no more than everything together. */
const shares = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 })).map(([a, b, c]) => [a / (a + b + c), b / (a + b + c)] as const)

it('INV1 every lead is in exactly one place and none is with nobody, whatever people and providers do', { timeout: 360_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }), shares, shares, shares, fc.boolean(), async (seed, reps, capacity, people, mail, hooks, isDown) => {
      const { simulation, entries } = await playSmall({
        seed, leads: 25, days: 2, world: { kind: 'generated', size: { reps, capacity } },
        // Whoever is on call answers some of it: without that each lead is called for every five minutes until the end.
        people: { everybody: { haveIt: people[0], passOn: people[1], claims: people[1] }, roles: { 'on-call': { haveIt: 0.4, passOn: 0.2 } } },
        providers: {
          email: [{ fails: mail[0], timesOutAfterAccept: mail[1], seconds: 5 }],
          webhook: [{ retries: hooks[0], fails: hooks[1] }, ...(isDown ? [{ down: true, from: '2027-01-04T09:00:00Z', until: '2027-01-05T09:00:00Z' }] : [])],
        },
      })
      const { leads, places, leaks, runs } = simulation.totals()
      const taken = only(entries, 'event').filter((event) => event.state === 'new').length
      expect([leads, runs]).toEqual([taken, taken])
      expect(Object.values(places).reduce((sum, count) => sum + count, 0)).toBe(leads)
      expect([leaks.count, places.nobody]).toEqual([0, 0])
      expect(simulation.trace.bugs).toEqual([])
      simulation.close()
    }),
    { seed: Number(process.env.PROPERTY_SEED ?? 1), numRuns: Number(process.env.PROPERTY_RUNS ?? 12), endOnFailure: true },
  )
})

it('finds a planted leak: a run that says “accepted” while nobody has the lead', async () => {
  const { buildFlow } = await import('#test/conformance/build-flow')
  const { simulation } = await playSmall({ leads: 5, days: 1, flow: { document: buildFlow({ done: ['end', { reason: 'accepted' }] }, {}) } })
  const { leads, places, leaks } = simulation.totals()
  expect([places.nobody, leaks.count]).toEqual([leads, leads])
  expect(leaks.leads[0]?.why).toMatch(/ended as “accepted”, and nobody has it/)
  simulation.close()
})
