import { usePanels } from '../app/panels'

/** Unfolds the settings of the chosen step and puts the cursor into its name; Tab goes on to the rest, Escape back to the canvas. */
export function openSettings(): void {
  usePanels.getState().fold('inspector', false)
  // Once the panel, which may have been folded, is drawn.
  requestAnimationFrame(() => {
    const name = document.querySelector<HTMLInputElement>('.inspector .ins-head .name')
    name?.focus()
    name?.select()
  })
}

/** Back from the settings to the card of the chosen step. */
export function leaveSettings(): void {
  document.querySelector<HTMLElement>('.react-flow__node.selected')?.focus()
}
