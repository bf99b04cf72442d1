import { useRef } from 'react'
import { type Purpose, purposes } from '#nodes/revops/gate/channels'
import type { MessageWords } from '#nodes/revops/mail/message-words'
import type { TemplateChannel } from '../api/message-templates'
import { wordOf } from '../inspector/field-choice'
import type { TextHandle } from '../inspector/text/TextEditor'
import type { TextKind } from '../inspector/text/text-view'
import { FieldMenu } from '../inspector/widgets/FieldMenu'
import { lazily } from '../parts/lazily'
import { t } from '../words/t'
import { useTemplateFields } from './template-fields'
// In no layer: the editor brings styles of its own, which are in none.
import '../inspector/text/text-editor.css'

const TextEditor = lazily(async () => (await import('../inspector/text/TextEditor')).TextEditor, ({ kind, value }) => <div className={`text-editor ${kind} waiting`}>{value}</div>)

interface Props {
  channel: TemplateChannel
  name: string
  words: MessageWords
  onName: (name: string) => void
  onWords: (words: MessageWords) => void
}

/** What a template is called, what it is about, and its words with fields in them. */
export function TemplateForm({ channel, name, words, onName, onWords }: Props) {
  return (
    <div className="stack">
      <div className="sub-fields">
        <div>
          <label className="lab" htmlFor="template-name">{t('Name')}</label>
          <input id="template-name" className="field" maxLength={120} value={name} onChange={(event) => onName(event.target.value)} />
        </div>
        <div>
          <label className="lab" htmlFor="template-purpose">{t('About what')}</label>
          <select id="template-purpose" className="field" value={words.purpose} onChange={(event) => onWords({ ...words, purpose: event.target.value as Purpose })}>
            {Object.entries(purposes).map(([each, said]) => <option key={each} value={each}>{said}</option>)}
          </select>
        </div>
      </div>
      {channel === 'email' && <Words id="template-subject" kind="line" label={t('Subject')} value={words.subject} onChange={(subject) => onWords({ ...words, subject })} />}
      <div>
        <Words id="template-body" kind="long" label={t('Message')} value={words.body} onChange={(body) => onWords({ ...words, body })} />
        {channel === 'email' && <p className="help">{t('**bold**, *leaning*, - lists, # headings, [words](https://…) for a link. A line by which the reader can say no is added below it.')}</p>}
        {channel === 'sms' && <p className="help">{t('The first text message to somebody also says how to stop them.')}</p>}
      </div>
      {channel === 'email' && (
        <div>
          <label className="flex items-center gap-2">
            <input type="checkbox" role="switch" className="switch" checked={words.tracksClicks} aria-checked={words.tracksClicks} onChange={(event) => onWords({ ...words, tracksClicks: event.target.checked })} />
            {t('Tell flows when a link is clicked')}
          </label>
          <p className="help">{t('Links then lead by this installation, and the first click becomes an event about the lead. Without it nothing is told of the reader.')}</p>
        </div>
      )}
    </div>
  )
}

function Words({ id, kind, label, value, onChange }: { id: string; kind: TextKind; label: string; value: string; onChange: (text: string) => void }) {
  const editor = useRef<TextHandle>(null)
  const fields = useTemplateFields()
  return (
    <div>
      <div className="text-tools">
        <span className="lab" id={`${id}__label`}>{label}</span>
        <FieldMenu fields={fields} onChoose={(path) => editor.current?.insert(wordOf(path, false))} />
      </div>
      <TextEditor ref={editor} id={id} kind={kind} value={value} fields={fields} isWrong={false} onChange={onChange} />
    </div>
  )
}
