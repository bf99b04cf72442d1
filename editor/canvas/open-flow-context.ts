import type { Diagnostic } from '#engine/compile/diagnostic'
import type { Names } from '#nodes/sdk/define-node'
import { createContext, useContext } from 'react'
import type { FlowReferences } from '../api/types'
import type { NodeView } from './node-view'

/** What is derived from the open flow once, for canvas, inspector and drawer alike. */
export interface OpenFlow {
  id: string
  views: Map<string, NodeView>
  names: Names
  references: FlowReferences
  /** From the newest compilation, a moment behind the document. */
  diagnostics: readonly Diagnostic[]
  /** Whether the flow has been compiled at all: before that, no diagnostics does not mean that all is well. */
  isChecked: boolean
  waiting: Record<string, number>
}

export const OpenFlowContext = createContext<OpenFlow | null>(null)

export function useOpenFlow(): OpenFlow {
  const open = useContext(OpenFlowContext)
  if (!open) throw new Error('editor.canvas: used outside of an open flow')
  return open
}
