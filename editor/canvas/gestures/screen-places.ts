import { readKey } from '../canvas-key'

/** Where a press or a touch is on the screen. */
export function screenPlace(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
  return { x: clientX, y: clientY }
}

/** The step at a place of the screen; a note and a group are none. */
export function nodeAt({ x, y }: { x: number; y: number }): string | undefined {
  const key = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node')?.dataset.id
  return key !== undefined && readKey(key).kind === 'step' ? key : undefined
}

/** The line at a place of the screen, also under its words. */
export function edgeAt({ x, y }: { x: number; y: number }): string | undefined {
  return document.elementsFromPoint(x, y).flatMap((element) => element.closest<HTMLElement>('.react-flow__edge')?.dataset.id ?? [])[0]
}
