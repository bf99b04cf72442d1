import { useEffect, useImperativeHandle, useMemo, useRef, type Ref } from 'react'
import { FieldWords } from '../FieldWords'
import type { FieldChoice } from '../field-choice'
import { problemsOf } from './problems'
import { type TextKind, TextView } from './text-view'

/** What others may do with the editor. */
export interface TextHandle {
  insert(text: string): void
}

interface Props {
  ref?: Ref<TextHandle>
  id: string
  kind: TextKind
  value: string
  fields: readonly FieldChoice[]
  isWrong: boolean
  onChange(text: string): void
}

/** A text with fields as pills, suggestions while it is written, and problems underlined where they are. */
export function TextEditor({ ref, id, kind, value, fields, isWrong, onChange }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<TextView>(null)
  const changed = useRef(onChange)
  changed.current = onChange
  const attributes = useMemo(
    () => ({ id, 'aria-labelledby': `${id}__label`, 'aria-describedby': `${id}__words ${id}__seen`, 'aria-invalid': String(isWrong), 'aria-multiline': String(kind !== 'line'), ...(kind === 'json' && { spellcheck: 'false' }) }),
    [id, isWrong, kind],
  )
  const first = useRef({ value, fields, attributes })
  first.current = { value, fields, attributes }

  useEffect(() => {
    if (!place.current) return
    const { value: text, ...known } = first.current
    const made = new TextView({ parent: place.current, text, kind, ...known, onChange: (next) => changed.current(next) })
    view.current = made
    return () => made.remove()
  }, [kind])
  useEffect(() => view.current?.show(value), [value])
  useEffect(() => view.current?.know(fields), [fields])
  useEffect(() => view.current?.describe(attributes), [attributes])
  useImperativeHandle(ref, () => ({ insert: (text) => view.current?.insert(text) }), [])

  // Errors are the compiler's to tell; what it lets pass is told here.
  const warnings = useMemo(() => problemsOf(value, fields, kind === 'json').filter((each) => each.severity === 'warning').map((each) => each.message), [value, fields, kind])
  return (
    <>
      <div ref={place} className={`text-editor ${kind} ${isWrong ? 'wrong' : ''}`} />
      <FieldWords id={`${id}__seen`} errors={warnings} isWarning />
    </>
  )
}
