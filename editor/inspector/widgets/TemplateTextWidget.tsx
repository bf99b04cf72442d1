import type { WidgetProps } from '@rjsf/utils'
import { Eye } from 'lucide-react'
import { useRef, useState } from 'react'
import { lazily } from '../../parts/lazily'
import { t } from '../../words/t'
import { wordOf } from '../field-choice'
import type { FormData, FormSchema, NodeFormContext } from '../form-context'
import type { TextHandle } from '../text/TextEditor'
import type { TextKind } from '../text/text-view'
import { FieldMenu } from './FieldMenu'
// In no layer: the editor brings styles of its own, which are in none.
import '../text/text-editor.css'

// The editor is larger than the rest of the form, and not every step has a text.
const TextEditor = lazily(async () => (await import('../text/TextEditor')).TextEditor, ({ kind, value }) => <div className={`text-editor ${kind} waiting`}>{value}</div>)
const TextPreview = lazily(async () => (await import('../text/TextPreview')).TextPreview, () => <span className="bone" style={{ height: 60, marginTop: 6 }} />)

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
      <TextEditor ref={editor} id={id} kind={kind} value={text} fields={fields} isWrong={isWrong} onChange={onChange} />
      <Length text={text} most={schema.maxLength} />
      {isPreviewed && (
        <TextPreview id={id} kind={kind} text={text} fields={fields} />
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
