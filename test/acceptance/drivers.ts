import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { startTemporalWorld } from '../conformance/drivers/temporal-driver'
import { withReceivers } from './with-receivers'

/** A Wednesday, 10:00 in Berlin and 4:00 in New York. */
export const wednesday = Date.parse('2031-11-19T09:00:00Z')

/** Where scenarios are played: in the simulator, and on the real Temporal with real receivers of mail and text messages. Each begins a world at the instant that it is given. */
export const drivers = [
  ['the simulator', startSimulatorDriver],
  ['Temporal', async (at: number) => withReceivers(await startTemporalWorld(at, { cached: 2_000 }))],
] as const
