import type { World } from '../world'

/** One of the two ways to execute a plan, with a world around it. Everything is told in virtual time. */
export interface Driver {
  world: World
  now(): Promise<number>
  /** Resolves once everything that was set going has come to a wait or an end. */
  settle(): Promise<void>
  /** Lets time pass to `instant`, and everything happen that is due on the way. */
  advanceTo(instant: number): Promise<void>
  /** Lets time pass to `instant` while the engine does nothing; then `work` happens; then the engine comes back. */
  whileEngineIsLate(instant: number, work: (now: number) => Promise<void>): Promise<void>
  /** The worker goes, and the server loses everything that it knew; time passes to `instant`; then both are back, and the runs are started again from our own database. */
  whileAllIsLost(instant: number): Promise<void>
  /** The history of a run’s newest execution as gzipped JSON; only where there is one. */
  history?(runId: string): Promise<Uint8Array>
  stop(): Promise<void>
}

/** Begins a world at this instant. A driver whose clock is later cannot begin there. */
export type StartDriver = (startAt: number) => Promise<Driver>
