/** Work that is under way in a simulated world. */
export interface Background {
  add(work: Promise<void>): void
  /** Resolves once everything is over, or waits for virtual time to pass. */
  calm(): Promise<void>
  /** Marks a promise that only virtual time resolves. */
  asleep<T>(promise: Promise<T>): Promise<T>
}

/**
 * Tells work that goes on by itself from work that sleeps in virtual time: waiting for the latter without moving the clock
 * would wait for ever. `isHolding` says that somebody holds work back in real time, and will let it go on.
 */
export function createBackground(isHolding: () => boolean): Background {
  let underWay = 0
  let sleeping = 0
  let changes = 0
  let failure: { error: unknown } | undefined
  let wake: () => void = () => {}

  function changed(): void {
    changes += 1
    wake()
  }

  return {
    add(work) {
      underWay += 1
      const over = () => {
        underWay -= 1
        changed()
      }
      work.then(over, (error: unknown) => {
        failure ??= { error }
        over()
      })
    },
    async calm() {
      while (underWay > 0) {
        const before = changes
        if (sleeping > 0 && !isHolding()) {
          // All that does not sleep goes on in microtasks, and those are over after this.
          await new Promise(setImmediate)
          if (changes === before && sleeping > 0 && !isHolding()) break
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
      if (!failure) return
      const { error } = failure
      failure = undefined
      throw error
    },
    asleep(promise) {
      sleeping += 1
      changed()
      return promise.finally(() => {
        sleeping -= 1
        changed()
      })
    },
  }
}
