/** What was edited last, and when: keystrokes in one place are one stroke, undone together. */
export interface Stroke {
  place: string
  at: number
}

const pauseMs = 1_000

/** Whether a change goes on with what the change before it began. */
export function isSameStroke(before: Stroke | null, now: Stroke | null): boolean {
  return before !== null && now !== null && before.place === now.place && now.at - before.at <= pauseMs
}
