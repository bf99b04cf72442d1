import { announce } from '../../parts/announcements'
import { sayError, useToasts } from '../../parts/toasts'
import { t } from '../../words/t'
import { chosenWords } from '../chosen-words'
import type { FlowStore } from '../store/flow-store'
import { cutOut, type Fragment, readFragment, renewed, writeFragment } from './fragment'

type Point = { x: number; y: number }

const grid = 10
const beside = 40
const onGrid = (value: number) => Math.round(value / grid) * grid

/** The chosen steps and notes as text; undefined when none is chosen. */
export function chosenText(store: FlowStore): string | undefined {
  const { document, selected } = store.getState()
  return selected.nodes.length + selected.notes.length === 0 ? undefined : writeFragment(cutOut(document, selected))
}

/** Puts steps from a text into the flow, their middle at a place of the flow, and chooses them; says in words why not. */
export function pasteText(store: FlowStore, text: string, middle: Point): void {
  const found = readFragment(text)
  if (!found.ok) return useToasts.getState().say(found.words, 'bad')
  const { fragment } = found
  const places = [...fragment.nodes, ...fragment.notes].map(({ position }) => position)
  const xs = places.map(({ x }) => x)
  const ys = places.map(({ y }) => y)
  const by = { x: onGrid(middle.x - (Math.min(...xs) + Math.max(...xs)) / 2), y: onGrid(middle.y - (Math.min(...ys) + Math.max(...ys)) / 2) }
  put(store, renewed(fragment, by), (what) => t('Pasted {what}', { what }))
}

/** The chosen steps once more, beside themselves. */
export function duplicate(store: FlowStore): void {
  const { document, selected } = store.getState()
  put(store, renewed(cutOut(document, selected), { x: beside, y: beside }), (what) => t('Made again: {what}', { what }))
}

function put(store: FlowStore, fragment: Fragment, done: (what: string) => string): void {
  try {
    store.getState().addAll(fragment)
    announce(done(chosenWords(fragment.nodes.length, fragment.notes.length)))
  } catch (error) {
    sayError(error)
  }
}
