import { type NodeChange, type OnConnectEnd, useReactFlow } from '@xyflow/react'
import type { DragEvent } from 'react'
import { type CardNode, cardSize, type WayEdge } from './card-data'
import { CanvasTools } from './CanvasTools'
import { FlowCanvas } from './FlowCanvas'
import { StepPicker } from './StepPicker'
import { useFlowStore } from './store/flow-context'
import { useCanvasKeys } from './use-canvas-keys'
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

/** The canvas on which a flow is edited: gestures go to the store, and what the store holds is drawn. */
export function EditCanvas() {
  const store = useFlowStore()
  const flow = useReactFlow<CardNode, WayEdge>()
  const { nodes, edges } = useDrawnFlow()
  useCanvasKeys()
  useFirstLook(store.getState().document, undefined)

  const onNodesChange = (changes: NodeChange<CardNode>[]) => {
    const { drag, drop, measure } = store.getState()
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
    const { x, y } = 'changedTouches' in event ? { x: event.changedTouches[0]?.clientX ?? 0, y: event.changedTouches[0]?.clientY ?? 0 } : { x: event.clientX, y: event.clientY }
    const from = { node: state.fromNode.id, outlet: state.fromHandle.id }
    const target = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node')?.dataset.id
    if (target && target !== from.node) return store.getState().connect(from, target)
    if (target) return
    const place = flow.screenToFlowPosition({ x, y })
    store.getState().pick({ screen: { x, y }, position: { x: place.x - cardSize.width / 2, y: place.y - 10 }, from })
  }
  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(dragType)
    if (!type) return
    event.preventDefault()
    const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    store.getState().add(type, { x: place.x - cardSize.width / 2, y: place.y - cardSize.height / 2 })
  }

  return (
    <section
      className="canvas"
      aria-label="Canvas"
      onDrop={onDrop}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault()
      }}
    >
      <FlowCanvas
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onNodeClick={(event, node) => {
          const { selected, select } = store.getState()
          const isMore = event.shiftKey || event.ctrlKey || event.metaKey
          select(isMore ? [...new Set([...selected.nodes, node.id])] : [node.id])
        }}
        onNodeDragStart={(_, node) => {
          if (!store.getState().selected.nodes.includes(node.id)) store.getState().select([node.id])
        }}
        onEdgeClick={(_, edge) => store.getState().select([], [edge.id])}
        onPaneClick={() => store.getState().select([])}
        onEdgesChange={(changes) => {
          for (const change of changes) if (change.type === 'select' && change.selected) store.getState().select([], [change.id])
        }}
        onConnect={({ source, sourceHandle, target }) => sourceHandle && store.getState().connect({ node: source, outlet: sourceHandle }, target)}
        onConnectEnd={onConnectEnd}
      >
        <CanvasTools />
      </FlowCanvas>
      <StepPicker />
    </section>
  )
}
