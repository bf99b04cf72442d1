/** The one source of "now" in server and worker, in ms since 1970. Tests use the clock of the time-skipping server. */
export interface Clock {
  now(): number | Promise<number>
  /** Resolves once so many ms have passed on it. */
  sleep(ms: number): Promise<void>
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export const wallClock: Clock = { now: () => Date.now(), sleep }
