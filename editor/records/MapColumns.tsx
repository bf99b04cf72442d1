import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type ImportDetail, importQuery, newKey, type Preview, previewQuery, type Reading, recordsApi, type Target } from '../api/records'
import { BoneRows, Failed } from '../parts/states'
import { sayError } from '../parts/toasts'
import { rich, t } from '../words/t'
import { ColumnTable } from './ColumnTable'
import { sizeWords } from './import-words'
import { PreviewRows } from './PreviewRows'
import { ReadingFields } from './ReadingFields'

/** The second step: which column is what, how the first rows come out by it, and the decision to begin. */
export function MapColumns({ detail }: { detail: ImportDetail }) {
  const [reading, setReading] = useState<Reading>({})
  const preview = useQuery({ ...previewQuery(detail.id, reading), placeholderData: keepPreviousData })
  if (preview.isPending) return <BoneRows rows={8} label={t('Reading the file')} />
  if (preview.isError) return <Failed error={preview.error} what={t('The file')} />
  return <Mapping detail={detail} preview={preview.data} reading={reading} onChange={setReading} />
}

function Mapping({ detail, preview, reading, onChange }: { detail: ImportDetail; preview: Preview; reading: Reading; onChange: (reading: Reading) => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [source, setSource] = useState('CSV import')
  const [startsFlows, setStartsFlows] = useState(false)
  const [key] = useState(newKey)
  const targets = reading.targets?.length === preview.columns.length ? reading.targets : preview.columns.map(({ target }) => target)
  const begin = useMutation({
    mutationFn: () => recordsApi.begin(detail.id, { separator: preview.separator, encoding: preview.encoding, decimal: preview.decimal, targets, source: source.trim(), startsFlows }, key),
    onSuccess: (begun) => client.setQueryData(importQuery(detail.id).queryKey, begun),
  })
  const discard = useMutation({ mutationFn: () => recordsApi.discardImport(detail.id), onSuccess: () => navigate({ to: '/records/import' }), onError: sayError })
  const { problem, tried } = preview
  const rows = Math.max(0, detail.lines - 1)

  return (
    <div className="import-map">
      <section className="import-main" aria-label={t('Columns')}>
        {detail.sameFile && (
          <div className="notice warn" role="status">
            <TriangleAlert aria-hidden="true" />
            <span>{t('This very file was imported before ({count, plural, one {# lead} other {# leads}} came in). Without a column for the lead’s id every row comes in again.', { count: detail.sameFile.created })}</span>
          </div>
        )}
        <ColumnTable preview={preview} targets={targets} onChange={(changed: Target[]) => onChange({ ...reading, targets: changed })} />
        <PreviewRows preview={preview} targets={targets} />
      </section>
      <aside className="import-aside" aria-label={t('How to import')}>
        <ReadingFields detail={detail} preview={preview} hasNumbers={targets.some((target) => target === 'amount' || target === 'score')} onChange={(changed) => onChange({ ...reading, ...changed })} />
        <div>
          <label className="lab" htmlFor="import-source">{t('Source')}</label>
          <input id="import-source" className="field" maxLength={100} value={source} onChange={(event) => setSource(event.target.value)} />
          <p className="help">{t('What the leads count for. Ids are compared within it: import again under the same name and nobody comes twice.')}</p>
        </div>
        <div>
          <label className="flex gap-2 items-start med">
            <input type="checkbox" className="check" style={{ marginTop: 2 }} checked={startsFlows} onChange={(event) => setStartsFlows(event.target.checked)} />
            {t('Start flows for these leads')}
          </label>
          <p className="help">
            {startsFlows
              ? startsWords(detail.startableFlows, rows)
              : t('Off: the leads are kept, nobody is told, nothing is sent. An old list should seldom wake up your whole team.')}
          </p>
        </div>
        <div className="import-tried" role="status">
          {problem !== null ? (
            <p className="wrong-words"><CircleAlert aria-hidden="true" /> {problem}</p>
          ) : tried.refused === 0 ? (
            <p>{tried.rows === 1 ? t('The first row fits.') : t('The first {count, plural, one {# row} other {# rows}} all fit.', { count: tried.rows })}</p>
          ) : (
            <>
              <p>{rich('<b>{refused, plural, one {# row} other {# rows}} of the first {rows} would be refused.</b> The others come in; the refused ones you get back to mend.', { refused: tried.refused, rows: tried.rows, b: (words) => <b>{words}</b> })}</p>
              <ul>{tried.reasons.map(({ column, reason, count }) => <li key={`${column} ${reason}`}><span className="num">{count} ×</span> {column !== null && <b>{column}: </b>}{reason}</li>)}</ul>
            </>
          )}
        </div>
        {begin.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" /> {begin.error.message}</p>}
        <div className="flex gap-2">
          <button type="button" className="btn solid grow" disabled={begin.isPending || problem !== null || source.trim() === ''} title={problem ?? undefined} onClick={() => begin.mutate()}>
            {t('Import about {count, plural, one {# row} other {# rows}}', { count: rows })}
          </button>
          <button type="button" className="btn" disabled={discard.isPending} onClick={() => discard.mutate()}>{t('Another file')}</button>
        </div>
        <p className="quiet">{detail.name}, {sizeWords(detail.bytes)}</p>
      </aside>
    </div>
  )
}

function startsWords(flows: string[], count: number): string {
  if (flows.length === 0) return t('Each new lead starts the flows that begin with an arriving lead; none is published now: about {count, plural, one {# lead} other {# leads}} will be routed, and people will get messages.', { count })
  return t('Each new lead starts {flows}: about {count, plural, one {# lead} other {# leads}} will be routed, and people will get messages.', { flows: flows.map((name) => t('“{name}”', { name })).join(', '), count })
}
