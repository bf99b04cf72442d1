/** A simulation that cannot be begun or carried on; the message is for the person who asked for it. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError'
}
