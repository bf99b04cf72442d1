import { useEffect } from 'react'
import { useFlowStore } from './store/flow-context'

/** Text fields keep their own undo, and their own Delete. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"], dialog, [popover]') !== null
}

/** Undo, redo, delete and Escape on the canvas. */
export function useCanvasKeys(): void {
  const store = useFlowStore()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return
      const isCommand = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      if (isCommand && key === 'z') {
        event.preventDefault()
        if (event.shiftKey) redo(store)
        else undo(store)
      } else if (isCommand && key === 'y') {
        event.preventDefault()
        redo(store)
      } else if (key === 'delete' || key === 'backspace') {
        const { selected, remove } = store.getState()
        remove(selected.nodes, selected.edges)
      } else if (key === 'escape') {
        store.getState().select([])
      } else if ((key === 'enter' || key === ' ') && event.target instanceof HTMLElement) {
        const id = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id
        if (id && event.target.matches('.react-flow__node')) store.getState().select([id])
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [store])
}

type Store = ReturnType<typeof useFlowStore>

/** The stroke is forgotten, so that typing on after an undo is a step of its own. */
export function undo(store: Store): void {
  store.temporal.getState().undo()
  store.setState({ stroke: null })
}

export function redo(store: Store): void {
  store.temporal.getState().redo()
  store.setState({ stroke: null })
}
