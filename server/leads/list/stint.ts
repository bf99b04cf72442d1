/** How long leads are looked at for one page or one count: the server does nothing else meanwhile. */
const longestMs = 40
/** How long one step in it should take, so that the end is kept. */
const stepMs = 10
const steps = { first: 500, least: 100, most: 20_000 }

/** Time for looking at leads, in steps whose size follows how long they take. */
export function startStint() {
  const began = performance.now()
  let stepBegan = began
  let size = steps.first
  let looked = 0
  return {
    /** How many leads the next step looks at. */
    step(): number {
      stepBegan = performance.now()
      return size
    },
    /** After each step: how many leads it looked at, if not as many as said. */
    took(count = size): void {
      looked += count
      const share = stepMs / Math.max(0.5, performance.now() - stepBegan)
      size = Math.round(Math.min(steps.most, Math.max(steps.least, size * Math.min(4, share))))
    },
    isOver: (): boolean => performance.now() - began >= longestMs,
    looked: (): number => looked,
  }
}
