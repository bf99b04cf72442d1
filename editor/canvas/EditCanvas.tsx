import { type EdgeChange, type FinalConnectionState, type NodeChange, type OnConnectEnd, useReactFlow } from '@xyflow/react'
import { type DragEvent, type MouseEvent, useState } from 'react'
import { Announcements } from '../parts/Announcements'
import { type CardNode, cardSize, type WayEdge } from './card-data'
import { CanvasTools } from './CanvasTools'
import { PointerMenu } from './commands/PointerMenu'
import { ShortcutSheet } from './commands/ShortcutSheet'
import { useCanvasContext } from './commands/use-canvas-context'
import { useCanvasInMenu } from './commands/use-canvas-in-menu'
import { useCanvasKeys } from './commands/use-canvas-keys'
import { FlowCanvas } from './FlowCanvas'
import { StepPicker } from './StepPicker'
import { useFlowStore } from './store/flow-context'
import { useDrawnFlow } from './use-drawn-flow'
import { useFirstLook } from './use-first-look'

/** What a step of the palette carries while it is dragged. */
export const dragType = 'application/x-watertight-step'

function placesIn(changes: NodeChange<CardNode>[]) {
  return new Map(changes.flatMap((change) => (change.type === 'position' && change.position ? [[change.id, change.position] as const] : [])))
}

function sizesIn(changes: NodeChange<CardNode>[]) {
  return new Map(changes.flatMap((change) => (change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [])))
}

/** What is chosen after some cards or lines became chosen and others not any more. */
function chosenAfter(chosen: readonly string[], changes: (NodeChange<CardNode> | EdgeChange<WayEdge>)[]): string[] | undefined {
  const next = new Set(chosen)
  const mine = changes.filter((change) => change.type === 'select')
  for (const { id, selected } of mine) {
    if (selected) next.add(id)
    else next.delete(id)
  }
  return mine.length > 0 ? [...next] : undefined
}

function screenPlace(event: globalThis.MouseEvent | TouchEvent): { x: number; y: number } {
  const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
  return { x: clientX, y: clientY }
}

function nodeAt(x: number, y: number): string | undefined {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node')?.dataset.id
}

/** The line at a place of the screen. */
function edgeAt(x: number, y: number): string | undefined {
  return document.elementsFromPoint(x, y).flatMap((element) => element.closest<HTMLElement>('.react-flow__edge')?.dataset.id ?? [])[0]
}

/** The canvas on which a flow is edited: gestures go to the store, and what the store holds is drawn. */
export function EditCanvas() {
  const store = useFlowStore()
  const flow = useReactFlow<CardNode, WayEdge>()
  const { nodes, edges } = useDrawnFlow()
  const context = useCanvasContext()
  const [menuAt, setMenuAt] = useState<{ x: number; y: number }>()
  useCanvasKeys(context)
  useCanvasInMenu(context)
  useFirstLook(store.getState().document, undefined)

  const onNodesChange = (changes: NodeChange<CardNode>[]) => {
    const { drag, drop, measure, select, selected } = store.getState()
    const chosen = chosenAfter(selected.nodes, changes)
    if (chosen) select(chosen, selected.edges)
    const sizes = sizesIn(changes)
    if (sizes.size > 0) measure(sizes)
    const places = placesIn(changes)
    if (places.size === 0) return
    drag(places)
    // Arrow keys move without a drag; those moves are over at once.
    if (changes.some((change) => change.type === 'position' && change.dragging === false)) drop()
  }
  const onConnectEnd: OnConnectEnd = (event, state) => {
    if (state.isValid || !state.fromNode || !state.fromHandle?.id || state.fromHandle.type !== 'source') return
    const { x, y } = screenPlace(event)
    const from = { node: state.fromNode.id, outlet: state.fromHandle.id }
    const target = nodeAt(x, y)
    if (target && target !== from.node) return store.getState().connect(from, target)
    if (target) return
    const place = flow.screenToFlowPosition({ x, y })
    store.getState().pick({ screen: { x, y }, position: { x: place.x - cardSize.width / 2, y: place.y - 10 }, from })
  }
  /** The end of a line that is let go anywhere on a card belongs to that card. */
  const onReconnectEnd = (event: globalThis.MouseEvent | TouchEvent, edge: WayEdge, state: FinalConnectionState) => {
    if (state.isValid || state.fromHandle?.type !== 'source' || !edge.sourceHandle) return
    const { x, y } = screenPlace(event)
    const target = nodeAt(x, y)
    if (target !== undefined && target !== edge.source) store.getState().reconnect(edge.id, { node: edge.source, outlet: edge.sourceHandle }, target)
  }
  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(dragType)
    if (!type) return
    event.preventDefault()
    const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const edge = edgeAt(event.clientX, event.clientY)
    store.getState().add(type, { x: place.x - cardSize.width / 2, y: place.y - cardSize.height / 2 }, edge === undefined ? {} : { edge })
  }
  const openMenu = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('.react-flow') === null) return
    event.preventDefault()
    const { selected, select } = store.getState()
    const node = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id
    const edge = event.target.closest<HTMLElement>('.react-flow__edge')?.dataset.id
    if (node !== undefined && !selected.nodes.includes(node)) select([node])
    if (edge !== undefined) select([], [edge])
    setMenuAt({ x: event.clientX, y: event.clientY })
  }

  return (
    <section
      className="canvas"
      aria-label="Canvas"
      onDrop={onDrop}
      onContextMenu={openMenu}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault()
      }}
    >
      <FlowCanvas
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onNodeClick={(event, node) => {
          // The library leaves several chosen where one of them is clicked.
          if (!event.shiftKey && !event.ctrlKey && !event.metaKey) store.getState().select([node.id])
        }}
        onEdgesChange={(changes) => {
          const { selected, select } = store.getState()
          const chosen = chosenAfter(selected.edges, changes)
          if (chosen) select(selected.nodes, chosen)
        }}
        onPaneClick={(event) => {
          if (event.detail < 2) return store.getState().select([])
          const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
          store.getState().pick({ screen: { x: event.clientX, y: event.clientY }, position: { x: place.x - cardSize.width / 2, y: place.y - cardSize.height / 2 } })
        }}
        onReconnect={(edge, { source, sourceHandle, target }) => sourceHandle && store.getState().reconnect(edge.id, { node: source, outlet: sourceHandle }, target)}
        onReconnectEnd={(event, edge, _, state) => onReconnectEnd(event, edge, state)}
        zoomOnDoubleClick={false}
        onConnect={({ source, sourceHandle, target }) => sourceHandle && store.getState().connect({ node: source, outlet: sourceHandle }, target)}
        onConnectEnd={onConnectEnd}
      >
        <CanvasTools context={context} />
      </FlowCanvas>
      <StepPicker />
      {menuAt && <PointerMenu at={menuAt} context={context} onClose={() => setMenuAt(undefined)} />}
      <ShortcutSheet />
      <Announcements />
    </section>
  )
}
