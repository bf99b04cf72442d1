import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleStop, Download, FileUp } from 'lucide-react'
import { type ImportDetail, refusalsQuery, reportUrl } from '../api/records'
import { BoneRows, Failed } from '../parts/states'
import { spanWords } from '../parts/times'
import { ImportTotals } from './ImportTotals'
import { count, many } from '../parts/counts'

/** The last step: what came in, and the rows to mend. */
export function ImportResult({ detail }: { detail: ImportDetail }) {
  const { id, state, rows, created, refused, startedAt, endedAt, source, isFileKept } = detail
  const isDone = state === 'done'
  const Icon = isDone ? CircleCheck : CircleStop
  return (
    <div className="import-narrow wide">
      <section className="import-progress" aria-label="Result">
        <h2 className="flex gap-2 items-center"><Icon className="l" style={{ color: isDone ? 'var(--ok)' : 'var(--still)' }} aria-hidden="true" /> {isDone ? `${many(created, 'new lead')} came in` : `Stopped after ${many(rows, 'row')}`}</h2>
        <p className="soft">
          {many(rows, 'row')} read{startedAt !== null && endedAt !== null && ` in ${spanWords(endedAt - startedAt)}`}{source !== null && `, counted for “${source}”`}. {detail.startsFlows ? 'Flows were started for new leads.' : 'No flow was started.'}
        </p>
        <ImportTotals detail={detail} />
        <div className="flex gap-2">
          <Link to="/records" className="btn solid">See the leads</Link>
          <Link to="/records/import" className="btn"><FileUp aria-hidden="true" /> Import another file</Link>
        </div>
      </section>
      {refused > 0 && (
        <section aria-label="Refused rows">
          <div className="import-head">
            <h2>{many(refused, 'refused row')}</h2>
            {isFileKept ? (
              <a className="btn sm ml-auto" href={reportUrl(id)} download><Download aria-hidden="true" /> Download to mend</a>
            ) : (
              <span className="quiet ml-auto">The file was removed a month after the import; the reasons stay.</span>
            )}
          </div>
          <p className="soft import-hint">The download holds each refused row as it was, with what is wrong. Mend it and import it again: rows that came in are not in it.</p>
          <Refusals id={id} refused={refused} />
        </section>
      )}
    </div>
  )
}

function Refusals({ id, refused }: { id: string; refused: number }) {
  const found = useQuery(refusalsQuery(id, refused))
  if (found.isPending) return <BoneRows rows={4} label="Reading the refused rows" />
  if (found.isError) return <Failed error={found.error} what="The refused rows" onRetry={() => void found.refetch()} />
  const { refused: rows } = found.data
  return (
    <>
      <table className="list-table refusals">
        <thead><tr><th style={{ width: 90 }}>Line</th><th style={{ width: '22%' }}>Column</th><th>What is wrong</th></tr></thead>
        <tbody>
          {rows.map(({ line, lastLine, column, reason }) => (
            <tr key={line}>
              <td className="num">{line === lastLine ? line : `${line}–${lastLine}`}</td>
              <td title={column ?? undefined}>{column ?? <span className="quiet">The whole row</span>}</td>
              <td className="says">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {refused > rows.length && <p className="quiet import-hint">The first {count(rows.length)} of {count(refused)}. All of them are in the download.</p>}
    </>
  )
}
