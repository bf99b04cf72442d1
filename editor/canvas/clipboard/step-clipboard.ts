import { many } from '../../parts/counts'
import { announce } from '../../parts/announcements'
import { sayError, useToasts } from '../../parts/toasts'
import type { FlowStore } from '../store/flow-store'
import { cutOut, type Fragment, readFragment, renewed, writeFragment } from './fragment'

type Point = { x: number; y: number }

const grid = 10
const beside = 40
const onGrid = (value: number) => Math.round(value / grid) * grid

/** The chosen steps as text; undefined when none is chosen. */
export function chosenText(store: FlowStore): string | undefined {
  const { document, selected } = store.getState()
  return selected.nodes.length === 0 ? undefined : writeFragment(cutOut(document, selected.nodes))
}

/** Puts steps from a text into the flow, their middle at a place of the flow, and chooses them; says in words why not. */
export function pasteText(store: FlowStore, text: string, middle: Point): void {
  const found = readFragment(text)
  if (!found.ok) return useToasts.getState().say(found.words, 'bad')
  const { fragment } = found
  const xs = fragment.nodes.map((node) => node.position.x)
  const ys = fragment.nodes.map((node) => node.position.y)
  const by = { x: onGrid(middle.x - (Math.min(...xs) + Math.max(...xs)) / 2), y: onGrid(middle.y - (Math.min(...ys) + Math.max(...ys)) / 2) }
  put(store, renewed(fragment, by), 'Pasted')
}

/** The chosen steps once more, beside themselves. */
export function duplicate(store: FlowStore): void {
  const { document, selected } = store.getState()
  put(store, renewed(cutOut(document, selected.nodes), { x: beside, y: beside }), 'Made again:')
}

function put(store: FlowStore, fragment: Fragment, done: string): void {
  try {
    store.getState().addAll(fragment)
    announce(`${done} ${many(fragment.nodes.length, 'step')}`)
  } catch (error) {
    sayError(error)
  }
}
