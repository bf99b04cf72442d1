import { useEffect } from 'react'

/** The parts of a flow's page, in the order in which F6 walks through them. */
const panels = ['.bar', '.palette', '.canvas', '.inspector', '.drawer']
const reachable = 'button:not([disabled]), a[href], input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

/** On the canvas to what is chosen there, else to the first thing. */
function enter(panel: Element): boolean {
  const target = panel.querySelector<HTMLElement>('.react-flow__node.selected') ?? panel.querySelector<HTMLElement>(reachable)
  target?.focus()
  return target !== null && panel.contains(document.activeElement)
}

/** To the next part of the page, or the one before, that can have the keyboard. */
export function walkPanels(step: 1 | -1): void {
  const there = panels.flatMap((selector) => document.querySelector(`.main ${selector}`) ?? [])
  const at = there.findIndex((panel) => panel.contains(document.activeElement))
  for (let times = 1; times <= there.length; times += 1) {
    const from = at < 0 && step < 0 ? 0 : at
    const panel = there[(from + step * times + there.length * 2) % there.length]
    if (panel && enter(panel)) return
  }
}

/** F6 and Shift F6 walk from part to part of the page, also out of a text field: by Tab alone each step of a large flow lies between. */
export function usePanelKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      walkPanels(event.shiftKey ? -1 : 1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
