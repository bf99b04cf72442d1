import type { ReactFlowInstance } from '@xyflow/react'
import type { LucideIcon } from 'lucide-react'
import type { NodeView } from '../node-view'
import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowStore } from '../store/flow-store'

/** What a command works on. Read when it is run, so that it always sees the flow as it is. */
export interface CanvasContext {
  store: FlowStore
  flow: ReactFlowInstance
  views: Map<string, NodeView>
  diagnostics: readonly Diagnostic[]
  /** A place of the flow for something new: where the pointer is, else the middle of what is seen. */
  place(): { x: number; y: number }
}

/** Something that can be done on the canvas: one entry for the keyboard, the command menu, the menu at the pointer and the list of shortcuts. */
export interface CanvasCommand {
  id: string
  words: string
  group: 'edit' | 'arrange' | 'view'
  icon: LucideIcon
  /** Shortcuts, see keys.ts; the first is the one that is shown. */
  keys: readonly string[]
  /** Something else hears its keys: the browser, which brings copy, cut and paste as events of their own, or the page around the canvas. */
  isNative?: boolean
  /** Shown in the menu at the pointer. */
  isAtPointer?: boolean
  isOn?(context: CanvasContext): boolean
  run(context: CanvasContext): void
}
