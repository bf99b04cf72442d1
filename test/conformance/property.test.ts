import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { library } from '#nodes/definitions'
import { buildFlow, minutes, when } from './build-flow'
import type { Driver, StartDriver } from './drivers/driver'
import { startSimulatorDriver } from './drivers/simulator-driver'
import { startTemporalDriver } from './drivers/temporal-driver'
import type { Seen } from './world'

type Step = [type: string, params: Record<string, unknown>]

/** Random settings for each kind of step that these ops know. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((limit): Step => ['branch', when('lead.amount', '>', limit)]),
  fc.constantFrom('left', 'right').map((word): Step => ['branch', when('lead.note', '=', word)]),
  fc.integer({ min: 0, max: 100 }).map((value): Step => ['update-record', { changes: [{ field: 'lead.amount', value: String(value) }] }]),
  fc.constantFrom('left', 'right', '{{ lead.amount }}', '{{ vars.seen }}').map((value): Step => ['update-record', { changes: [{ field: 'lead.note', value }] }]),
  fc.constantFrom('much', '').map((value): Step => ['update-record', { changes: [{ field: 'lead.score', value }] }]),
  fc.constant<Step>(['set', { values: [{ name: 'seen', value: '{{ lead.amount }}' }] }]),
  fc.constantFrom(1, 2, 3).map((amount): Step => ['wait', { duration: minutes(amount) }]),
  fc.constantFrom(1, 2, 4).map((amount): Step => ['await-ack', { window: minutes(amount) }]),
  fc.constantFrom(1, 2).map((maxAsks): Step => ['route', { team: 'team', maxAsks }]),
  fc.constant<Step>(['notify', { to: ['assignee'], channels: ['email', 'notice'] }]),
  fc.constant<Step>(['work-item', { title: 'See {{ lead.note }}' }]),
  fc.constant<Step>(['queue', { queue: 'queue' }]),
  fc.constant<Step>(['on-call', { rota: 'rota' }]),
)

/** What people do: at odd seconds, so that nothing falls on the instant of a timer. */
const anyAct = fc.record({ at: fc.integer({ min: 0, max: 24 }).map((step) => step * 20 + 11), answer: fc.constantFrom('have-it' as const, 'pass-on' as const) })

/** Every step leads on to the next; its other ways out lead to any later step, or back to where a limit of its own ends the loop. */
const anyFlow: fc.Arbitrary<FlowDocument> = fc
  .tuple(fc.array(anyStep, { minLength: 2, maxLength: 8 }), fc.array(fc.nat(), { minLength: 24, maxLength: 24 }))
  .map(([steps, picks]) => {
    const named = Object.fromEntries([...steps.map((step, index): [string, Step] => [`s${index}`, step]), ['stop', ['end', { reason: 'completed' }] as Step]])
    const ways: Record<string, string> = {}
    let pick = 0
    steps.forEach(([type, params], index) => {
      const definition = library[type]
      const next = index + 1 < steps.length ? `s${index + 1}` : 'stop'
      definition?.outlets(definition.params.parse(params)).forEach((outlet, way) => {
        const random = picks[pick++ % picks.length] ?? 0
        const back = steps.findIndex((step) => step[0] === 'route')
        const mayLoop = type === 'await-ack' && outlet.name !== 'acknowledged' && back >= 0 && back < index && random % 3 === 0
        const later = index + 1 + (random % (steps.length - index))
        ways[`s${index}.${outlet.name}`] = way === 0 ? next : mayLoop ? `s${back}` : later < steps.length ? `s${later}` : 'stop'
      })
    })
    return buildFlow(named, ways)
  })

async function play(start: StartDriver, flow: FlowDocument, acts: { at: number; answer: 'have-it' | 'pass-on' }[]): Promise<Seen> {
  const driver: Driver = await start(Date.now())
  try {
    await driver.world.publish(flow)
    const begin = await driver.now()
    await driver.world.receive({ name: 'Zoë', amount: 50, territory: 'west' }, { id: 'event', now: begin })
    for (const act of [...acts].sort((a, b) => a.at - b.at)) {
      await driver.advanceTo(begin + act.at * 1_000)
      await driver.world.answer(act.answer, await driver.now())
    }
    await driver.advanceTo(begin + 60 * 60_000)
    return driver.world.see()
  } finally {
    await driver.stop()
  }
}

it('random flows and random answers come out the same in the simulator and on Temporal', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyFlow, fc.array(anyAct, { maxLength: 4 }), async (flow, acts) => {
      const simulated = await play(startSimulatorDriver, flow, acts)
      expect(['done', 'failed']).toContain(simulated.state)
      expect(await play(startTemporalDriver, flow, acts)).toEqual(simulated)
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 12), endOnFailure: true },
  )
})

it('random flows in the simulator end with a reason, and tell nobody twice', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyFlow, fc.array(anyAct, { maxLength: 6 }), async (flow, acts) => {
      const seen = await play(startSimulatorDriver, flow, acts)
      expect(seen.endReason).not.toBeNull()
      expect(new Set(seen.effects).size).toBe(seen.effects.length)
      if (seen.state === 'failed') expect(seen.work).toContain('run-failed')
    }),
    { numRuns: 150 },
  )
})
