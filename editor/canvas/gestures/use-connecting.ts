import { type Connection, type OnConnectEnd, type OnReconnect, type ReactFlowInstance, type ReactFlowProps, useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { type CanvasNode, cardSize, type WayEdge } from '../card-data'
import { useFlowStore } from '../store/flow-context'
import type { FlowStore } from '../store/flow-store'
import { nodeAt, screenPlace } from './screen-places'

type Handlers = Pick<ReactFlowProps<CanvasNode, WayEdge>, 'onConnect' | 'onConnectEnd' | 'onReconnect' | 'onReconnectEnd'>

/** Lines are drawn from a way out to a step, or to an empty place, where a step is chosen; and existing ones are led elsewhere. */
export function useConnecting(): Handlers {
  const store = useFlowStore()
  const flow = useReactFlow<CanvasNode, WayEdge>()
  return useMemo(() => connectingIn(store, flow), [store, flow])
}

function connectingIn(store: FlowStore, flow: ReactFlowInstance<CanvasNode, WayEdge>): Handlers {
  const onConnect = ({ source, sourceHandle, target }: Connection) => {
    if (sourceHandle) store.getState().connect({ node: source, outlet: sourceHandle }, target)
  }
  const onConnectEnd: OnConnectEnd = (event, state) => {
    if (state.isValid || !state.fromNode || !state.fromHandle?.id || state.fromHandle.type !== 'source') return
    const screen = screenPlace(event)
    const from = { node: state.fromNode.id, outlet: state.fromHandle.id }
    const target = nodeAt(screen)
    if (target !== undefined && target !== from.node) return store.getState().connect(from, target)
    if (target !== undefined) return
    const place = flow.screenToFlowPosition(screen)
    store.getState().pick({ screen, position: { x: place.x - cardSize.width / 2, y: place.y - 10 }, from })
  }
  const onReconnect: OnReconnect<WayEdge> = (edge, { source, sourceHandle, target }) => {
    if (sourceHandle) store.getState().reconnect(edge.id, { node: source, outlet: sourceHandle }, target)
  }
  /** The end of a line that is let go anywhere on a card belongs to that card. */
  const onReconnectEnd: Handlers['onReconnectEnd'] = (event, edge, _, state) => {
    if (state.isValid || state.fromHandle?.type !== 'source' || !edge.sourceHandle) return
    const target = nodeAt(screenPlace(event))
    if (target !== undefined && target !== edge.source) store.getState().reconnect(edge.id, { node: edge.source, outlet: edge.sourceHandle }, target)
  }
  return { onConnect, onConnectEnd, onReconnect, onReconnectEnd }
}
