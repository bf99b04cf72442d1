import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { FlowState, FlowStore } from './flow-store'

export const FlowContext = createContext<FlowStore | null>(null)

/** The store of the flow that is open here. */
export function useFlowStore(): FlowStore {
  const store = useContext(FlowContext)
  if (!store) throw new Error('editor.canvas: used outside of an open flow')
  return store
}

/** A part of the open flow's state. */
export function useFlow<Part>(select: (state: FlowState) => Part): Part {
  return useStore(useFlowStore(), select)
}
