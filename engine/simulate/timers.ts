/** A time that only moves when told to, and what is due when. Equal instants come in the order in which they were set. */
export interface Timers {
  now(): number
  /** Moves time forward; never back. */
  moveTo(instant: number): void
  set(at: number, fire: () => void): Timer
  /** Takes the next timer that is due at `until` or before. */
  takeDue(until: number): Timer | undefined
  nextAt(): number | undefined
}

export interface Timer {
  at: number
  order: number
  fire: () => void
  isCancelled: boolean
}

/** A binary heap by instant and order: a simulated quarter holds tens of thousands of timers. */
export function createTimers(start: number): Timers {
  const heap: Timer[] = []
  let now = start
  let order = 0

  const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order)

  function push(timer: Timer): void {
    heap.push(timer)
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!before(heap[child] as Timer, heap[parent] as Timer)) return
      swap(child, parent)
      child = parent
    }
  }

  function pop(): void {
    const last = heap.pop() as Timer
    if (heap.length === 0) return
    heap[0] = last
    for (let parent = 0; ; ) {
      const left = parent * 2 + 1
      const right = left + 1
      let least = parent
      if (left < heap.length && before(heap[left] as Timer, heap[least] as Timer)) least = left
      if (right < heap.length && before(heap[right] as Timer, heap[least] as Timer)) least = right
      if (least === parent) return
      swap(least, parent)
      parent = least
    }
  }

  function swap(a: number, b: number): void {
    const held = heap[a] as Timer
    heap[a] = heap[b] as Timer
    heap[b] = held
  }

  function peek(): Timer | undefined {
    while (heap[0]?.isCancelled) pop()
    return heap[0]
  }

  return {
    now: () => now,
    moveTo(instant) {
      now = Math.max(now, instant)
    },
    set(at, fire) {
      order += 1
      const timer = { at, order, fire, isCancelled: false }
      push(timer)
      return timer
    },
    takeDue(until) {
      const next = peek()
      if (!next || next.at > until) return undefined
      pop()
      return next
    },
    nextAt: () => peek()?.at,
  }
}
