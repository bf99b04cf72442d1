const gap = 4
const margin = 8

/** Puts an open popover under its button, or above it when there is no room, and never outside the window. */
export function placeBeside(popover: HTMLElement, button: HTMLElement | { getBoundingClientRect(): DOMRect }): void {
  const anchor = button.getBoundingClientRect()
  const size = popover.getBoundingClientRect()
  const below = anchor.bottom + gap
  const top = below + size.height + margin <= window.innerHeight ? below : Math.max(margin, anchor.top - gap - size.height)
  const left = Math.max(margin, Math.min(anchor.left, window.innerWidth - size.width - margin))
  popover.style.top = `${top}px`
  popover.style.left = `${left}px`
}
