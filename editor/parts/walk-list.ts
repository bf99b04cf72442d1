import type { KeyboardEvent } from 'react'

/** Arrow keys walk through the buttons of an open list, round its ends. */
export function walkList(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const choices = [...(list?.querySelectorAll('button') ?? [])]
  const here = choices.indexOf(document.activeElement as HTMLButtonElement)
  choices[(here + step + choices.length) % choices.length]?.focus()
}
