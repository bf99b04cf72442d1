import type { KeyboardEvent } from 'react'

/** Arrow keys walk through the buttons of an open list, or what else is `chosen` there, round its ends. */
export function walkList(event: KeyboardEvent, list: HTMLElement | null, chosen = 'button'): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const choices = [...(list?.querySelectorAll<HTMLElement>(chosen) ?? [])]
  const here = choices.indexOf(document.activeElement as HTMLElement)
  // From elsewhere the way down begins at the first.
  choices[(here < 0 && step < 0 ? choices.length - 1 : here + step + choices.length) % choices.length]?.focus()
}
