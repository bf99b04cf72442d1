import { type NodeChange, useReactFlow } from '@xyflow/react'
import { type DragEvent, type MouseEvent, useCallback, useState } from 'react'
import { Announcements } from '../parts/Announcements'
import { type CanvasNode, cardSize, type WayEdge } from './card-data'
import { CanvasTools } from './CanvasTools'
import { PointerMenu } from './commands/PointerMenu'
import { ShortcutSheet } from './commands/ShortcutSheet'
import { useCanvasContext } from './commands/use-canvas-context'
import { useCanvasInMenu } from './commands/use-canvas-in-menu'
import { useCanvasKeys } from './commands/use-canvas-keys'
import { FlowCanvas } from './FlowCanvas'
import { edgeAt } from './gestures/screen-places'
import { chosenBy } from './gestures/chosen-by'
import { LedWaysContext } from './gestures/led-ways'
import { movedPlaces } from './gestures/moved-places'
import { useChoosing } from './gestures/use-choosing'
import { useConnecting } from './gestures/use-connecting'
import { StepPicker } from './StepPicker'
import { useFlowStore } from './store/flow-context'
import { useDrawnFlow } from './use-drawn-flow'
import { useFirstLook } from './use-first-look'
import { useMeasuring } from './use-measured'
import { t } from '../words/t'

/** What a step of the palette carries while it is dragged. */
export const dragType = 'application/x-watertight-step'

/** Sizes that a note is dragged to; those that were only measured are none. */
function resizesIn(changes: NodeChange<CanvasNode>[]) {
  return new Map(changes.flatMap((change) => (change.type === 'dimensions' && change.resizing && change.dimensions ? [[change.id, change.dimensions] as const] : [])))
}

/** The canvas on which a flow is edited: gestures go to the store, and what the store holds is drawn. */
export function EditCanvas() {
  const store = useFlowStore()
  const flow = useReactFlow<CanvasNode, WayEdge>()
  const { nodes, edges, ledWays } = useDrawnFlow()
  const context = useCanvasContext()
  const connecting = useConnecting()
  const { onNodesChosen, onEdgesChange, onNodeClick } = useChoosing()
  const [menuAt, setMenuAt] = useState<{ x: number; y: number }>()
  useCanvasKeys(context)
  useCanvasInMenu(context)
  const measure = useMeasuring(store.getState().measure)
  useFirstLook(store.getState().document, undefined)

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const { document, measured, drag, drop, resize } = store.getState()
      onNodesChosen(changes)
      measure(changes)
      const resizes = resizesIn(changes)
      if (resizes.size > 0) resize(resizes)
      const places = movedPlaces(document, measured, changes)
      if (places.size === 0) return
      drag(places)
      // Arrow keys move without a drag; those moves are over at once.
      if (changes.some((change) => change.type === 'position' && change.dragging === false)) drop()
    },
    [store, measure, onNodesChosen],
  )
  /** The place of a card whose middle is here on the screen. */
  const cardPlace = (screen: { x: number; y: number }) => {
    const { x, y } = flow.screenToFlowPosition(screen)
    return { x: x - cardSize.width / 2, y: y - cardSize.height / 2 }
  }
  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(dragType)
    if (!type) return
    event.preventDefault()
    const screen = { x: event.clientX, y: event.clientY }
    const edge = edgeAt(screen)
    store.getState().add(type, cardPlace(screen), edge === undefined ? {} : { edge })
  }
  const onPaneClick = (event: MouseEvent) => {
    if (event.detail < 2) return store.getState().select([])
    const screen = { x: event.clientX, y: event.clientY }
    store.getState().pick({ screen, position: cardPlace(screen) })
  }
  const openMenu = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('.react-flow') === null) return
    event.preventDefault()
    const { document, selected, select } = store.getState()
    const key = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id
    const edge = event.target.closest<HTMLElement>('.react-flow__edge')?.dataset.id
    const { nodes, notes } = key === undefined ? { nodes: [], notes: [] } : chosenBy(document, key)
    const isChosen = nodes.every((id) => selected.nodes.includes(id)) && notes.every((id) => selected.notes.includes(id))
    if (key !== undefined && !isChosen) select(nodes, [], notes)
    if (edge !== undefined) select([], [edge])
    setMenuAt({ x: event.clientX, y: event.clientY })
  }

  return (
    <section
      className="canvas"
      aria-label={t('Canvas')}
      onDrop={onDrop}
      onContextMenu={openMenu}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault()
      }}
    >
      <LedWaysContext value={ledWays}>
        <FlowCanvas
          {...connecting}
          nodes={nodes}
          edges={edges}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeClick={onNodeClick}
          onPaneClick={onPaneClick}
          zoomOnDoubleClick={false}
        >
          <CanvasTools context={context} />
        </FlowCanvas>
      </LedWaysContext>
      <StepPicker />
      {menuAt && <PointerMenu at={menuAt} context={context} onClose={() => setMenuAt(undefined)} />}
      <ShortcutSheet />
      <Announcements />
    </section>
  )
}
