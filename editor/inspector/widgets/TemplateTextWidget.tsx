import type { WidgetProps } from '@rjsf/utils'
import { Eye } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { t } from '../../words/t'
import { wordOf } from '../field-choice'
import type { FormData, FormSchema, NodeFormContext } from '../form-context'
import type { TextHandle } from '../text/TextEditor'
import type { TextKind } from '../text/text-view'
import { FieldMenu } from './FieldMenu'
// In no layer: the editor brings styles of its own, which are in none.
import '../text/text-editor.css'

// The editor is larger than the rest of the form, and not every step has a text.
const TextEditor = lazy(async () => ({ default: (await import('../text/TextEditor')).TextEditor }))
const TextPreview = lazy(async () => ({ default: (await import('../text/TextPreview')).TextPreview }))

type Props = WidgetProps<FormData, FormSchema, NodeFormContext>

/** A text that may hold fields, as `{{ lead.name }}`, with a preview for a lead; the menu puts a field in where the cursor stands. */
function TemplateText({ id, value, onChange, label, rawErrors, registry, schema, kind }: Props & { kind: TextKind }) {
  const editor = useRef<TextHandle>(null)
  const [isPreviewed, setPreviewed] = useState(false)
  const text = typeof value === 'string' ? value : ''
  const { fields } = registry.formContext
  const isWrong = Boolean(rawErrors?.length)
  return (
    <>
      <div className="text-tools">
        <span className="lab" id={`${id}__label`}>{label}</span>
        <span className="flex">
          <button type="button" className="btn xs plain" aria-pressed={isPreviewed} aria-label={t('Preview of “{label}”', { label })} onClick={() => setPreviewed(!isPreviewed)}>
            <Eye className="s" aria-hidden="true" /> {t('Preview')}
          </button>
          <FieldMenu fields={fields} onChoose={(path) => editor.current?.insert(wordOf(path, kind === 'json'))} />
        </span>
      </div>
      <Suspense fallback={<div className={`text-editor ${kind} waiting`}>{text}</div>}>
        <TextEditor ref={editor} id={id} kind={kind} value={text} fields={fields} isWrong={isWrong} onChange={onChange} />
      </Suspense>
      <Length text={text} most={schema.maxLength} />
      {isPreviewed && (
        <Suspense fallback={<span className="bone" style={{ height: 60, marginTop: 6 }} />}>
          <TextPreview id={id} kind={kind} text={text} fields={fields} />
        </Suspense>
      )}
    </>
  )
}

/** Said once there is little room left. */
function Length({ text, most }: { text: string; most: number | undefined }) {
  if (most === undefined || text.length < most * 0.9) return null
  return <p className="help" role="status">{t('{length, number} of {most, number} characters', { length: text.length, most })}</p>
}

export const TextLineWidget = (props: Props) => <TemplateText {...props} kind="line" />
export const LongTextWidget = (props: Props) => <TemplateText {...props} kind="long" />
export const JsonTextWidget = (props: Props) => <TemplateText {...props} kind="json" />
