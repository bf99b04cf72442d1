import { useEffect, useRef } from 'react'
import { maxNoteText } from '#engine/graph/flow'
import { t } from '../../words/t'
import { noteKey } from '../canvas-key'
import { focusStep } from '../go-to-step'
import { useFlow, useFlowStore } from '../store/flow-context'

/** Where a note is written. Escape, or a click elsewhere, ends it. */
export function NoteText({ id }: { id: string }) {
  const store = useFlowStore()
  // Not from the canvas' copy, which comes a moment later and would move the caret.
  const text = useFlow((state) => state.document.notes.find((note) => note.id === id)?.text ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const length = area.current?.value.length ?? 0
    area.current?.focus({ preventScroll: true })
    area.current?.setSelectionRange(length, length)
  }, [])
  return (
    <textarea
      ref={area}
      className="note-text nodrag nopan nowheel"
      aria-label={t('Text of the note')}
      placeholder={t('What should others know here?')}
      maxLength={maxNoteText}
      value={text}
      onChange={(event) => store.getState().setNote(id, { text: event.target.value })}
      onBlur={() => store.getState().write(null)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        store.getState().write(null)
        focusStep(noteKey(id))
      }}
    />
  )
}
