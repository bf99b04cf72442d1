import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { type Act, anyActs, anyFlow, childFlow } from './any-flow'
import type { Driver, StartDriver } from './drivers/driver'
import { startSimulatorDriver } from './drivers/simulator-driver'
import { startTemporalWorld } from './drivers/temporal-driver'
import type { Seen } from './world'

const day = 86_400_000
/** The same each time unless told otherwise, so that a failure comes from a change and not from the draw. */
const seed = Number(process.env.PROPERTY_SEED ?? 1)

async function act({ world, now }: Driver, what: Act['what'], index: number): Promise<void> {
  const at = await now()
  switch (what) {
    case 'have-it':
    case 'pass-on':
      return world.answer(what, at)
    case 'approve':
    case 'reject':
      return world.approve(what, at)
    case 'event':
      return void (await world.event('email.replied', {}, { id: `reply-${index}`, now: at }))
    case 'pause':
    case 'resume':
      // Refused where the run has ended or is not paused: people press buttons at any time.
      return world.steer(what, at).catch(() => undefined)
  }
}

async function play(start: StartDriver, flow: (child: string) => FlowDocument, acts: Act[]): Promise<Seen & { child: Seen }> {
  const driver: Driver = await start(Date.now())
  try {
    const { flowId } = await driver.world.publishOther(childFlow())
    await driver.world.publish(flow(flowId))
    const begin = await driver.now()
    await driver.world.receive({ name: 'Zoë', amount: 50, territory: 'west', skills: ['a', 'b'] }, { id: 'event', now: begin })
    for (const [index, each] of [...acts].sort((a, b) => a.at - b.at).entries()) {
      await driver.advanceTo(begin + each.at)
      await act(driver, each.what, index)
    }
    await driver.settle()
    await act(driver, 'resume', 0)
    await driver.advanceTo(begin + day)
    const seen = driver.world.see()
    return { ...seen, steps: [...seen.steps].sort(), child: driver.world.see(1) }
  } finally {
    await driver.stop()
  }
}

it('random flows of all ops and random acts come out the same in the simulator and on Temporal', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyFlow, anyActs, async (flow, acts) => {
      const simulated = await play(startSimulatorDriver, flow, acts)
      expect(['done', 'failed']).toContain(simulated.state)
      expect(await play((at) => startTemporalWorld(at, { maxHistoryEvents: 40 }), flow, acts)).toEqual(simulated)
    }),
    { seed, numRuns: Number(process.env.PROPERTY_RUNS ?? 16), endOnFailure: true },
  )
})

it('random flows in the simulator end with a reason, tell nobody twice, and leave nothing waiting', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyFlow, anyActs, async (flow, acts) => {
      const seen = await play(startSimulatorDriver, flow, acts)
      expect(seen.endReason).not.toBeNull()
      expect(new Set(seen.effects).size).toBe(seen.effects.length)
      expect(seen.steps.filter((step) => /→ (waiting|running|held)$/.test(step))).toEqual([])
      if (seen.state === 'failed') expect(seen.work).toContain('run-failed')
      expect(seen.work).not.toContain('approval')
    }),
    { seed, numRuns: Number(process.env.PROPERTY_RUNS ?? 150), endOnFailure: true },
  )
})
