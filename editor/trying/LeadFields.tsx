import type { Field } from '#nodes/revops/fields'
import type { Json, JsonObject } from '#nodes/sdk/json'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Scenario } from '../api/trying'
import { t, translated } from '../words/t'
import { fieldsOfLead } from './made-up-lead'

interface Props {
  scenario: Scenario
  /** Paths that the flow reads; their fields come first. */
  reads: string[]
  onChange(part: Partial<Scenario>): void
  onProblem(problem: string | undefined): void
}

const keyOf = (path: string) => path.slice('lead.'.length)
const known = fieldsOfLead.map(({ path }) => keyOf(path))

/** The fields of the lead that arrives, each with an input of its kind; what is left empty was not sent. */
export function LeadFields({ scenario: { lead, event }, reads, onChange, onProblem }: Props) {
  const fields = [...fieldsOfLead].sort((a, b) => Number(reads.includes(b.path)) - Number(reads.includes(a.path)))
  const more = Object.fromEntries(Object.entries(lead).filter(([key]) => !known.includes(key)))
  const set = (key: string, value: Json | undefined) => {
    const { [key]: _, ...rest } = lead
    onChange({ lead: value === undefined ? rest : { ...rest, [key]: value } })
  }
  return (
    <>
      <div className="try-fields">
        {fields.map((field) => (
          <LeadField key={field.path} field={field} isRead={reads.includes(field.path)} value={lead[keyOf(field.path)]} onChange={(value) => set(keyOf(field.path), value)} />
        ))}
      </div>
      <details className="try-more">
        <summary><ChevronRight className="s" aria-hidden="true" /> {event ? t('More fields, and what “{type}” brings', { type: event.type }) : t('More fields')}</summary>
        <JsonArea label={t('More fields of the lead, as JSON')} value={more} onChange={(given) => onChange({ lead: { ...Object.fromEntries(Object.entries(lead).filter(([key]) => known.includes(key))), ...given } })} onProblem={onProblem} />
        {event && <JsonArea label={t('What “{type}” brings, as JSON', { type: event.type })} value={event.data} onChange={(data) => onChange({ event: { ...event, data } })} onProblem={onProblem} />}
      </details>
    </>
  )
}

function LeadField({ field, isRead, value, onChange }: { field: Field; isRead: boolean; value: Json | undefined; onChange(value: Json | undefined): void }) {
  const text = value === undefined || value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value)
  const parse = (given: string): Json | undefined => {
    if (given === '') return undefined
    if (field.type === 'list') return given.split(',').map((each) => each.trimStart())
    const number = Number(given)
    return field.type === 'number' && Number.isFinite(number) && !given.endsWith('.') ? number : given
  }
  return (
    <label className={`try-field ${isRead ? 'read' : ''}`}>
      <span>{translated(field.label)}{isRead && <i title={t('This flow reads it')}><span className="sr-only">{t('This flow reads it')}</span></i>}</span>
      <input className="field small" inputMode={field.type === 'number' ? 'decimal' : 'text'} maxLength={5_000} value={text} placeholder={t('Not sent')} onChange={(event) => onChange(parse(event.target.value))} />
    </label>
  )
}

function JsonArea({ label, value, onChange, onProblem }: { label: string; value: JsonObject; onChange(value: JsonObject): void; onProblem(problem: string | undefined): void }) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const read = (given: string) => {
    setText(given)
    try {
      const parsed = JSON.parse(given) as Json
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return onProblem(t('{label}: write an object in braces', { label }))
      onProblem(undefined)
      onChange(parsed)
    } catch {
      onProblem(t('{label}: this is not JSON', { label }))
    }
  }
  return (
    <label className="try-field">
      <span>{label}</span>
      <textarea className="field mono" spellCheck={false} maxLength={20_000} value={text} onChange={(event) => read(event.target.value)} />
    </label>
  )
}
