import {
  AlignHorizontalDistributeCenter, AlignStartHorizontal, AlignStartVertical, AlignVerticalDistributeCenter, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, BoxSelect, ClipboardPaste, Copy, CopyPlus,
  FlaskConical, Keyboard, Maximize, PanelsTopLeft, Plus, Redo2, ScanSearch, Scissors, Search, SlidersHorizontal, Sparkles, SquareDashedMousePointer, Trash2, TriangleAlert, Undo2, ZoomIn, ZoomOut,
} from 'lucide-react'
import { fetchCode } from '../../api/fetch-code'
import { openCommandMenu } from '../../app/command-menu-open'
import { usePanels } from '../../app/panels'
import { openSettings } from '../../inspector/open-settings'
import { freePlace, placeForNew } from '../../palette/place-for-new'
import { announce } from '../../parts/announcements'
import { useToasts } from '../../parts/toasts'
import { cardSize } from '../card-data'
import { chosenText, duplicate, pasteText } from '../clipboard/step-clipboard'
import { t } from '../../words/t'
import { groupKey, noteKey } from '../canvas-key'
import { chosenWords } from '../chosen-words'
import { foldedPlace } from '../groups/group-places'
import { hiddenSteps } from '../groups/project-groups'
import { glideMs, goTo, goToStep, wholeFlow } from '../go-to-step'
import { type Box, type Direction, type LineUp, lineUp, nextCard } from '../line-up'
import type { FlowState } from '../store/flow-store'
import { redo, undo } from '../store/undo'
import { walkPanels } from '../use-panel-keys'
import { annotationCommands } from './annotation-commands'
import type { CanvasCommand, CanvasContext } from './canvas-command'
import { showShortcuts } from './shortcuts-open'

export const stepsHeading = t('Steps of this flow')

const hasChosen = ({ store }: CanvasContext) => store.getState().selected.nodes.length + store.getState().selected.notes.length > 0
const hasSeveral = (least: number) => ({ store }: CanvasContext) => store.getState().selected.nodes.length >= least
const hasSteps = ({ store }: CanvasContext) => store.getState().document.nodes.length > 0

function boxesOf({ document, measured }: FlowState): Box[] {
  return document.nodes.map(({ id, position }) => ({ id, ...position, ...(measured.get(id) ?? cardSize) }))
}

/** The cards that are to be seen, by their keys: a folded group is one. */
function seenBoxes(state: FlowState): Box[] {
  const { document, measured } = state
  const hidden = hiddenSteps({ document, isReadOnly: false })
  const folded = [...new Set(hidden.values())].map((group) => ({ id: groupKey(group.id), ...foldedPlace(document, group, { dragged: new Map() }), ...(measured.get(groupKey(group.id)) ?? cardSize) }))
  return [...boxesOf(state).filter(({ id }) => !hidden.has(id)), ...folded]
}

function keyOfStep({ document }: FlowState, id: string): string {
  const group = hiddenSteps({ document, isReadOnly: false }).get(id)
  return group ? groupKey(group.id) : id
}

function chosenBoxes({ store }: CanvasContext): Box[] {
  const state = store.getState()
  return boxesOf(state).filter((box) => state.selected.nodes.includes(box.id))
}

const line = (id: string, words: string, how: LineUp, icon: CanvasCommand['icon'], least: number): CanvasCommand => ({
  id, words, group: 'arrange', icon, keys: [], isOn: hasSeveral(least),
  run: (context) => context.store.getState().place(lineUp(chosenBoxes(context), how)),
})

const walk = (direction: Direction, words: string, icon: CanvasCommand['icon']): CanvasCommand => ({
  id: `go-${direction}`, words, group: 'view', icon, keys: [`alt+arrow${direction}`], isOn: hasSteps,
  run({ store, flow }) {
    const state = store.getState()
    const from = state.selected.nodes.at(-1) ?? state.document.nodes[0]?.id
    if (from === undefined) return
    const next = state.selected.nodes.length === 0 ? keyOfStep(state, from) : nextCard(seenBoxes(state), keyOfStep(state, from), direction)
    if (next === undefined) return announce(t('No step lies there'))
    goTo(flow, store, next)
  },
})

function chosenKeys(state: FlowState): string[] {
  return [...new Set(state.selected.nodes.map((id) => keyOfStep(state, id))), ...state.selected.notes.map(noteKey)]
}

function lookAt({ flow }: CanvasContext, ids?: readonly string[]): void {
  void flow.fitView({ ...(ids ? { nodes: ids.map((id) => ({ id })), padding: 0.2, maxZoom: 1 } : wholeFlow), duration: glideMs() })
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    useToasts.getState().say(t('The browser does not allow this here. Press Ctrl C instead.'), 'bad')
    return false
  }
}

/** Everything that can be done on the canvas, in the order in which menus show it. */
export const canvasCommands: readonly CanvasCommand[] = [
  { id: 'undo', words: t('Undo'), group: 'edit', icon: Undo2, keys: ['mod+z'], isOn: ({ store }) => store.temporal.getState().pastStates.length > 0, run: ({ store }) => undo(store) },
  { id: 'redo', words: t('Redo'), group: 'edit', icon: Redo2, keys: ['mod+shift+z', 'mod+y'], isOn: ({ store }) => store.temporal.getState().futureStates.length > 0, run: ({ store }) => redo(store) },
  {
    id: 'go-on', words: t('Go on from this step'), group: 'edit', icon: Plus, keys: ['c'], isAtPointer: true, isOn: ({ store }) => store.getState().selected.nodes.length === 1,
    run({ store, flow, views }) {
      const { document, selected, pick } = store.getState()
      const node = document.nodes.find((each) => each.id === selected.nodes[0])
      if (!node) return
      const { position, from } = placeForNew(document, views, node.id, node.position)
      const isEnd = views.get(node.id)?.outlets.length === 0
      if (!from) return useToasts.getState().say(isEnd ? t('The flow ends at this step.') : t('Every way out of this step leads somewhere. Choose another place for one in its settings.'))
      pick({ screen: flow.flowToScreenPosition({ x: node.position.x + cardSize.width / 2, y: node.position.y + cardSize.height }), position, from })
    },
  },
  {
    id: 'settings', words: t('Change its settings'), group: 'edit', icon: SlidersHorizontal, keys: ['e'], isAtPointer: true, isOn: ({ store }) => store.getState().selected.nodes.length === 1,
    run: () => openSettings(),
  },
  {
    id: 'add', words: t('Add a step here'), group: 'edit', icon: Plus, keys: ['a'], isAtPointer: true,
    run({ store, flow, place }) {
      const position = place()
      store.getState().pick({ screen: flow.flowToScreenPosition(position), position: freePlace(store.getState().document, { x: position.x - cardSize.width / 2, y: position.y - cardSize.height / 2 }) })
    },
  },
  {
    id: 'cut', words: t('Cut'), group: 'edit', icon: Scissors, keys: ['mod+x'], isNative: true, isAtPointer: true, isOn: hasChosen,
    async run({ store }) {
      const { nodes, notes } = store.getState().selected
      if (await writeClipboard(chosenText(store) ?? '')) store.getState().remove(nodes, [], notes)
    },
  },
  {
    id: 'copy', words: t('Copy'), group: 'edit', icon: Copy, keys: ['mod+c'], isNative: true, isAtPointer: true, isOn: hasChosen,
    async run({ store }) {
      const { nodes, notes } = store.getState().selected
      if (await writeClipboard(chosenText(store) ?? '')) announce(t('Copied {what}', { what: chosenWords(nodes.length, notes.length) }))
    },
  },
  {
    id: 'paste', words: t('Paste'), group: 'edit', icon: ClipboardPaste, keys: ['mod+v'], isNative: true, isAtPointer: true,
    async run({ store, place }) {
      const middle = place()
      try {
        pasteText(store, await navigator.clipboard.readText(), middle)
      } catch {
        useToasts.getState().say(t('The browser does not allow this here. Press Ctrl V instead.'), 'bad')
      }
    },
  },
  { id: 'duplicate', words: t('Make it again beside'), group: 'edit', icon: CopyPlus, keys: ['mod+d'], isAtPointer: true, isOn: hasChosen, run: ({ store }) => duplicate(store) },
  {
    id: 'remove', words: t('Remove'), group: 'edit', icon: Trash2, keys: ['delete', 'backspace'], isAtPointer: true,
    isOn: (context) => hasChosen(context) || context.store.getState().selected.edges.length > 0,
    run({ store }) {
      const { selected, remove } = store.getState()
      remove(selected.nodes, selected.edges, selected.notes)
      const isOnlyLine = selected.nodes.length + selected.notes.length === 0
      announce(isOnlyLine ? t('Removed the line') : t('Removed {what}', { what: chosenWords(selected.nodes.length, selected.notes.length) }))
    },
  },
  {
    id: 'choose-all', words: t('Choose all steps'), group: 'edit', icon: BoxSelect, keys: ['mod+a'], isAtPointer: true, isOn: hasSteps,
    run({ store }) {
      const { document, select } = store.getState()
      select(document.nodes.map((node) => node.id), [], document.notes.map((note) => note.id))
      announce(t('{steps, plural, one {# step} other {# steps}} chosen', { steps: document.nodes.length }))
    },
  },
  { id: 'choose-none', words: t('Choose nothing'), group: 'edit', icon: SquareDashedMousePointer, keys: ['escape'], run: ({ store }) => store.getState().select([]) },

  ...annotationCommands,

  {
    id: 'tidy', words: t('Tidy up'), group: 'arrange', icon: Sparkles, keys: [], isOn: hasSteps,
    async run(context) {
      const { store, views } = context
      const { tidy } = await fetchCode(() => import('../tidy'), () => useToasts.getState().say(t('The server does not answer. This is done as soon as it does.')))
      store.getState().place(tidy(store.getState().document, views))
      requestAnimationFrame(() => lookAt(context))
    },
  },
  line('line-column', t('Line up in a column'), 'column', AlignStartVertical, 2),
  line('line-row', t('Line up in a row'), 'row', AlignStartHorizontal, 2),
  line('even-down', t('Space evenly, top to bottom'), 'even-down', AlignVerticalDistributeCenter, 3),
  line('even-across', t('Space evenly, left to right'), 'even-across', AlignHorizontalDistributeCenter, 3),

  { id: 'find', words: t('Find a step of this flow'), group: 'view', icon: Search, keys: ['mod+f'], isOn: hasSteps, run: () => openCommandMenu(stepsHeading) },
  { id: 'fit', words: t('Show the whole flow'), group: 'view', icon: Maximize, keys: ['digit1'], isOn: hasSteps, run: (context) => lookAt(context) },
  { id: 'fit-chosen', words: t('Show what is chosen'), group: 'view', icon: ScanSearch, keys: ['digit2'], isOn: hasChosen, run: (context) => lookAt(context, chosenKeys(context.store.getState())) },
  { id: 'larger', words: t('Larger'), group: 'view', icon: ZoomIn, keys: ['+', '='], run: ({ flow }) => void flow.zoomIn({ duration: glideMs() }) },
  { id: 'smaller', words: t('Smaller'), group: 'view', icon: ZoomOut, keys: ['-'], run: ({ flow }) => void flow.zoomOut({ duration: glideMs() }) },
  {
    id: 'next-problem', words: t('Go to the next problem'), group: 'view', icon: TriangleAlert, keys: ['f8'], isOn: ({ diagnostics }) => diagnostics.some((each) => each.nodeId !== undefined),
    run({ store, flow, diagnostics }) {
      const places = [...new Set(diagnostics.flatMap(({ nodeId }) => nodeId ?? []))]
      const next = places[(places.indexOf(store.getState().selected.nodes[0] ?? '') + 1) % places.length]
      if (next === undefined) return
      goToStep(flow, store, next)
      announce(diagnostics.find((each) => each.nodeId === next)?.message ?? '')
    },
  },
  walk('up', t('Go to the step above'), ArrowUp),
  walk('down', t('Go to the step below'), ArrowDown),
  walk('left', t('Go to the step on the left'), ArrowLeft),
  walk('right', t('Go to the step on the right'), ArrowRight),
  {
    id: 'try', words: t('Try it'), group: 'view', icon: FlaskConical, keys: ['t'],
    run() {
      usePanels.getState().openDrawer('try')
      requestAnimationFrame(() => document.getElementById('drawer-tab-try')?.focus())
    },
  },
  { id: 'next-panel', words: t('Go to the next part of the page'), group: 'view', icon: PanelsTopLeft, keys: ['f6'], isNative: true, run: () => walkPanels(1) },
  { id: 'previous-panel', words: t('Go to the part of the page before'), group: 'view', icon: PanelsTopLeft, keys: ['shift+f6'], isNative: true, run: () => walkPanels(-1) },
  { id: 'shortcuts', words: t('Show all shortcuts'), group: 'view', icon: Keyboard, keys: ['?'], run: () => showShortcuts(true) },
]

export function findCommand(id: string): CanvasCommand {
  const found = canvasCommands.find((command) => command.id === id)
  if (!found) throw new Error(`editor.canvas: no command ${id}`)
  return found
}

/** Whether the command would do something now. */
export function isOn(command: CanvasCommand, context: CanvasContext): boolean {
  return command.isOn?.(context) ?? true
}
