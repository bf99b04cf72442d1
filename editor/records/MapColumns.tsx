import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type ImportDetail, importQuery, newKey, type Preview, previewQuery, type Reading, recordsApi, type Target } from '../api/records'
import { BoneRows, Failed } from '../parts/states'
import { sayError } from '../parts/toasts'
import { many } from '../parts/counts'
import { ColumnTable } from './ColumnTable'
import { sizeWords } from './import-words'
import { PreviewRows } from './PreviewRows'
import { ReadingFields } from './ReadingFields'

/** The second step: which column is what, how the first rows come out by it, and the decision to begin. */
export function MapColumns({ detail }: { detail: ImportDetail }) {
  const [reading, setReading] = useState<Reading>({})
  const preview = useQuery({ ...previewQuery(detail.id, reading), placeholderData: keepPreviousData })
  if (preview.isPending) return <BoneRows rows={8} label="Reading the file" />
  if (preview.isError) return <Failed error={preview.error} what="The file" onRetry={() => void preview.refetch()} />
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
      <section className="import-main" aria-label="Columns">
        {detail.sameFile && (
          <div className="notice warn" role="status">
            <TriangleAlert aria-hidden="true" />
            <span>This very file was imported before ({many(detail.sameFile.created, 'lead')} came in). Without a column for the lead’s id every row comes in again.</span>
          </div>
        )}
        <ColumnTable preview={preview} targets={targets} onChange={(changed: Target[]) => onChange({ ...reading, targets: changed })} />
        <PreviewRows preview={preview} targets={targets} />
      </section>
      <aside className="import-aside" aria-label="How to import">
        <ReadingFields detail={detail} preview={preview} hasNumbers={targets.some((target) => target === 'amount' || target === 'score')} onChange={(changed) => onChange({ ...reading, ...changed })} />
        <div>
          <label className="lab" htmlFor="import-source">Source</label>
          <input id="import-source" className="field" maxLength={100} value={source} onChange={(event) => setSource(event.target.value)} />
          <p className="help">What the leads count for. Ids are compared within it: import again under the same name and nobody comes twice.</p>
        </div>
        <div>
          <label className="flex gap-2 items-start med">
            <input type="checkbox" className="check" style={{ marginTop: 2 }} checked={startsFlows} onChange={(event) => setStartsFlows(event.target.checked)} />
            Start flows for these leads
          </label>
          <p className="help">
            {startsFlows
              ? `Each new lead starts ${detail.startableFlows.length === 0 ? 'the flows that begin with an arriving lead; none is published now' : detail.startableFlows.map((name) => `“${name}”`).join(', ')}: about ${many(rows, 'lead')} will be routed, and people will get messages.`
              : 'Off: the leads are kept, nobody is told, nothing is sent. An old list should seldom wake up your whole team.'}
          </p>
        </div>
        <div className="import-tried" role="status">
          {problem !== null ? (
            <p className="wrong-words"><CircleAlert aria-hidden="true" /> {problem}</p>
          ) : tried.refused === 0 ? (
            <p>{tried.rows === 1 ? 'The first row fits.' : `The first ${many(tried.rows, 'row')} all fit.`}</p>
          ) : (
            <>
              <p><b>{many(tried.refused, 'row')} of the first {tried.rows} would be refused.</b> The others come in; the refused ones you get back to mend.</p>
              <ul>{tried.reasons.map(({ column, reason, count }) => <li key={`${column} ${reason}`}><span className="num">{count} ×</span> {column !== null && <b>{column}: </b>}{reason}</li>)}</ul>
            </>
          )}
        </div>
        {begin.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" /> {begin.error.message}</p>}
        <div className="flex gap-2">
          <button type="button" className="btn solid grow" disabled={begin.isPending || problem !== null || source.trim() === ''} title={problem ?? undefined} onClick={() => begin.mutate()}>
            Import about {many(rows, 'row')}
          </button>
          <button type="button" className="btn" disabled={discard.isPending} onClick={() => discard.mutate()}>Another file</button>
        </div>
        <p className="quiet">{detail.name}, {sizeWords(detail.bytes)}</p>
      </aside>
    </div>
  )
}
