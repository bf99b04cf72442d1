/** The one source of "now" in server and worker, in ms since 1970. Tests use the clock of the time-skipping server. */
export interface Clock {
  now(): number | Promise<number>
}

export const wallClock: Clock = { now: () => Date.now() }
