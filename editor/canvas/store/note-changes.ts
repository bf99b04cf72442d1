import type { FlowDocument, FlowNote } from '#engine/graph/flow'
import { noteKey } from '../canvas-key'
import { newId } from '../new-id'

/* Changes of notes, as functions from one document to the next. */

const noteSize = { width: 200, height: 100 }
export const smallestNote = { width: 100, height: 50 }

export function makeNote(position: { x: number; y: number }): FlowNote {
  return { id: newId(), text: '', position, size: noteSize, colour: 'yellow' }
}

export function withNote(document: FlowDocument, note: FlowNote): FlowDocument {
  return { ...document, notes: [...document.notes, note] }
}

export function withNoteChange(document: FlowDocument, id: string, change: Partial<Omit<FlowNote, 'id'>>): FlowDocument {
  return { ...document, notes: document.notes.map((note) => (note.id === id ? { ...note, ...change } : note)) }
}

export function withoutNotes(document: FlowDocument, ids: readonly string[]): FlowDocument {
  return ids.length === 0 ? document : { ...document, notes: document.notes.filter((note) => !ids.includes(note.id)) }
}

/** New sizes of notes, by their keys on the canvas. The same document where none is. */
export function withSizes(document: FlowDocument, sizes: ReadonlyMap<string, { width: number; height: number }>): FlowDocument {
  if (sizes.size === 0) return document
  return { ...document, notes: document.notes.map((note) => ({ ...note, size: sizes.get(noteKey(note.id)) ?? note.size })) }
}
