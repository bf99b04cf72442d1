import { createSimulation } from '#server/simulate/create-simulation'
import { createWorld } from '../world'
import type { StartDriver } from './driver'

/** The simulator, as `watertight simulate` and the canvas use it. */
export const startSimulatorDriver: StartDriver = async (startAt) => {
  const world = createWorld({ now: startAt, isGrouped: false })
  const simulation = createSimulation({
    ...world,
    startAt,
    report: (error) => {
      throw error
    },
  })
  return {
    world,
    now: async () => simulation.now(),
    settle: () => simulation.settle(),
    advanceTo: (instant) => simulation.advanceTo(instant),
    async whileEngineIsLate(instant, work) {
      await simulation.settle()
      simulation.skipTo(instant)
      await work(instant)
      await simulation.settle()
    },
    async whileAllIsLost(instant) {
      await simulation.settle()
      simulation.crash()
      simulation.skipTo(instant)
      await simulation.settle()
    },
    stop: async () => void world.db.$client.close(),
  }
}
