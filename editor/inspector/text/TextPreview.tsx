import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { inventedRecord } from '#nodes/revops/invented-record'
import { renderMarked } from '#nodes/revops/text'
import { findTextProblems } from '#nodes/revops/text-problems'
import { useDeferredValue, useMemo, useState } from 'react'
import { leadChoicesQuery } from '../../api/leads'
import { recordQuery } from '../../api/records'
import { t } from '../../words/t'
import type { FieldChoice } from '../field-choice'
import { usePreviewLead } from './preview-lead'
import { previewScope } from './preview-scope'
import type { TextKind } from './text-view'

/** The text as a run would fill it now for a lead: the newest, or one that is found by its name. */
export function TextPreview({ id, kind, text, fields }: { id: string; kind: TextKind; text: string; fields: readonly FieldChoice[] }) {
  const [search, setSearch] = useState('')
  const chosen = usePreviewLead((state) => state.id)
  const choose = usePreviewLead((state) => state.choose)
  const found = useQuery({ ...leadChoicesQuery(useDeferredValue(search.trim())), placeholderData: keepPreviousData })
  const leads = found.data?.leads.slice(0, 20) ?? []
  const leadId = chosen ?? leads[0]?.id
  const record = useQuery({ ...recordQuery(leadId ?? ''), enabled: leadId !== undefined, placeholderData: keepPreviousData })
  const isInvented = found.isSuccess && leadId === undefined
  const source = isInvented ? inventedRecord : record.data ? () => record.data.record : undefined
  const isKnown = chosen === undefined || leads.some((lead) => lead.id === chosen)

  return (
    <section className="preview" aria-label={t('Preview')}>
      <div className="preview-for">
        <input className="field small" aria-label={t('Find a lead for the preview')} placeholder={t('Find a lead')} value={search} onChange={(event) => setSearch(event.target.value)} />
        <select className="field small" aria-label={t('Lead for the preview')} value={leadId ?? ''} onChange={(event) => choose(event.target.value)}>
          {isInvented && <option value="">{search ? t('No lead is called that: an invented one') : t('No leads yet: an invented one')}</option>}
          {!isKnown && <option value={chosen}>{t('The lead chosen before')}</option>}
          {leads.map((lead) => (
            <option key={lead.id} value={lead.id}>{[lead.name ?? lead.email ?? t('Without a name'), lead.company].filter(Boolean).join(', ')}</option>
          ))}
        </select>
      </div>
      {found.isError || record.isError ? <p className="wrong-words">{t('The lead could not be fetched. Your text is not touched by that.')}</p> : source ? <Filled id={id} kind={kind} text={text} fields={fields} record={source()} /> : <span className="bone" style={{ height: 40 }} />}
      {fields.some((field) => field.origin !== 'record' && field.origin !== 'came' && text.includes(field.path)) && <p className="help">{t('What only a run knows, as its link and what steps leave, is invented here.')}</p>}
    </section>
  )
}

function Filled({ id, kind, text, fields, record }: { id: string; kind: TextKind; text: string; fields: readonly FieldChoice[]; record: Parameters<typeof previewScope>[0] }) {
  const parts = useMemo(() => fill(text, fields, record), [text, fields, record])
  if (!parts) return <p className="help">{t('The preview comes once the text can be read.')}</p>
  if (parts.length === 0) return <p className="help">{t('Nothing is left of this text for this lead.')}</p>
  const empty = parts.filter((part) => part === null).length
  return (
    <>
      <div className={`filled ${kind}`} id={`${id}__preview`} role="status">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity; each rendering makes them anew
          part === null ? <span key={index} className="empty-field">{t('empty')}</span> : part
        ))}
      </div>
      {empty > 0 && <p className="help">{t('{empty, plural, one {One field is} other {# fields are}} empty for this lead; nothing is written there.', { empty })}</p>}
      {kind === 'json' && !isJson(parts.join('')) && <p className="wrong-words">{t('For this lead that is not JSON.')}</p>}
    </>
  )
}

function fill(text: string, fields: readonly FieldChoice[], record: Parameters<typeof previewScope>[0]): (string | null)[] | undefined {
  if (findTextProblems(text).some((each) => each.severity === 'error')) return undefined
  try {
    return renderMarked(text, previewScope(record, fields))
  } catch {
    // A filter that these values do not fit.
    return undefined
  }
}

function isJson(text: string): boolean {
  if (text.trim() === '') return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
