import { noteKey } from '../canvas-key'
import type { NoteNode } from '../card-data'
import type { CanvasInput, Gestures } from '../project-flow'
import { noteWords } from './note-words'

export function projectNotes({ document, selected, dragged, resized, writing, isReadOnly }: CanvasInput & Gestures): NoteNode[] {
  return document.notes.map((note) => {
    const key = noteKey(note.id)
    const { width, height } = resized.get(key) ?? note.size
    return {
      id: key,
      type: 'note',
      // A note never hides a step.
      zIndex: -1,
      position: dragged.get(key) ?? note.position,
      width, height, measured: { width, height },
      selected: selected.notes.includes(note.id),
      selectable: !isReadOnly,
      focusable: !isReadOnly,
      ariaLabel: noteWords(note.text),
      data: { text: note.text, colour: note.colour, isWriting: writing?.id === note.id, isReadOnly },
    }
  })
}
