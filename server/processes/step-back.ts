import { setPriority } from 'node:os'

const niceness = 10

/** Gives a process less of a busy machine. Taking in comes before working off: a burst must not wait for the runs that it starts. */
export function stepBack(pid: number): void {
  try {
    setPriority(pid, niceness)
  } catch {
    // Not allowed everywhere; it only makes bursts less smooth.
  }
}
