/** How long a thread may go on. Asked again and again until it is over. */
export interface Patience {
  isOver(): boolean
  /** Until the next look makes sense. */
  nextMs(): number
}

/** A thread that hardly gets to run on a busy machine has this many times its limit. */
const starvedTimes = 5
const lookEveryMs = 100

/**
 * Over once `limitMs` have passed and this process has really worked for most of them. What does not come to an end burns its
 * time; what is merely kept waiting by a busy machine is no loop, and a lead must not fail for that.
 */
export function createPatience(limitMs: number): Patience {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const passed = () => performance.now() - began
  return {
    isOver() {
      if (passed() < limitMs) return false
      if (passed() >= limitMs * starvedTimes) return true
      const { user, system } = process.cpuUsage(cpu)
      return (user + system) / 1_000 >= limitMs * 0.8
    },
    nextMs: () => Math.max(1, limitMs - passed(), Math.min(lookEveryMs, limitMs * starvedTimes - passed())),
  }
}
