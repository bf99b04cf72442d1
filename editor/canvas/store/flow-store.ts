import type { FlowDocument } from '#engine/graph/flow'
import { temporal, type ZundoOptions } from 'zundo'
import { createStore } from 'zustand/vanilla'
import { type AnnotationSlice, createAnnotationSlice } from './annotation-slice'
import { createDocumentSlice, type DocumentSlice } from './document-slice'
import { createGestureSlice, type GestureSlice } from './gesture-slice'
import { isSameStroke } from './strokes'
import { createSaveSlice, type SaveSlice } from './save-slice'

export type FlowState = DocumentSlice & AnnotationSlice & GestureSlice & SaveSlice

/** Documents share all that did not change, so that a step costs little more than what it changed. */
const undoSteps = 2_000

type Undoable = Pick<FlowState, 'document' | 'stroke'>
type Options = ZundoOptions<FlowState, Undoable>
type HandleSet = (past: Undoable, replace: unknown, now: Undoable, delta: unknown) => void

/**
 * The state of one opened flow. Only the document can be undone; what is selected, dragged or saved cannot.
 * Typing into one field of one node is a single step of undo.
 */
export function createFlowStore(document: FlowDocument, rev: number) {
  return createStore<FlowState>()(
    temporal(
      (...args) => ({
        ...createDocumentSlice(document)(...args),
        ...createAnnotationSlice(...args),
        ...createGestureSlice(...args),
        ...createSaveSlice(rev)(...args),
      }),
      {
        limit: undoSteps,
        partialize: (state) => ({ document: state.document, stroke: state.stroke }),
        equality: (before, now) => before.document === now.document,
        handleSet: (record) => {
          // zundo hands over four values and types two of them.
          const push = record as unknown as HandleSet
          const handle: HandleSet = (past, replace, now, delta) => {
            if (!isSameStroke(past.stroke, now.stroke)) push(past, replace, now, delta)
          }
          return handle as unknown as ReturnType<NonNullable<Options['handleSet']>>
        },
      },
    ),
  )
}

export type FlowStore = ReturnType<typeof createFlowStore>
