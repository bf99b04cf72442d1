import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleStop, Download, FileUp } from 'lucide-react'
import { type ImportDetail, refusalsQuery, reportUrl } from '../api/records'
import { BoneRows, Failed } from '../parts/states'
import { spanWords } from '../parts/times'
import { t } from '../words/t'
import { ImportTotals } from './ImportTotals'

/** The last step: what came in, and the rows to mend. */
export function ImportResult({ detail }: { detail: ImportDetail }) {
  const { id, state, rows, created, refused, startedAt, endedAt, source, isFileKept } = detail
  const span = startedAt !== null && endedAt !== null ? spanWords(endedAt - startedAt) : undefined
  const isDone = state === 'done'
  const Icon = isDone ? CircleCheck : CircleStop
  return (
    <div className="import-narrow wide">
      <section className="import-progress" aria-label={t('Result')}>
        <h2 className="flex gap-2 items-center"><Icon className="l" style={{ color: isDone ? 'var(--ok)' : 'var(--still)' }} aria-hidden="true" /> {isDone ? t('{count, plural, one {# new lead} other {# new leads}} came in', { count: created }) : t('Stopped after {count, plural, one {# row} other {# rows}}', { count: rows })}</h2>
        <p className="soft">
          {t('{count, plural, one {# row} other {# rows}} read{isTimed, select, yes { in {span}} other {}}{hasSource, select, yes {, counted for “{source}”} other {}}.', {
            count: rows, isTimed: span === undefined ? 'no' : 'yes', span: span ?? '', hasSource: source === null ? 'no' : 'yes', source: source ?? '',
          })} {detail.startsFlows ? t('Flows were started for new leads.') : t('No flow was started.')}
        </p>
        <ImportTotals detail={detail} />
        <div className="flex gap-2">
          <Link to="/records" className="btn solid">{t('See the leads')}</Link>
          <Link to="/records/import" className="btn"><FileUp aria-hidden="true" /> {t('Import another file')}</Link>
        </div>
      </section>
      {refused > 0 && (
        <section aria-label={t('Refused rows')}>
          <div className="import-head">
            <h2>{t('{count, plural, one {# refused row} other {# refused rows}}', { count: refused })}</h2>
            {isFileKept ? (
              <a className="btn sm ml-auto" href={reportUrl(id)} download><Download aria-hidden="true" /> {t('Download to mend')}</a>
            ) : (
              <span className="quiet ml-auto">{t('The file was removed a month after the import; the reasons stay.')}</span>
            )}
          </div>
          <p className="soft import-hint">{t('The download holds each refused row as it was, with what is wrong. Mend it and import it again: rows that came in are not in it.')}</p>
          <Refusals id={id} refused={refused} />
        </section>
      )}
    </div>
  )
}

function Refusals({ id, refused }: { id: string; refused: number }) {
  const found = useQuery(refusalsQuery(id, refused))
  if (found.isPending) return <BoneRows rows={4} label={t('Reading the refused rows')} />
  if (found.isError) return <Failed error={found.error} what={t('The refused rows')} />
  const { refused: rows } = found.data
  return (
    <>
      <table className="list-table refusals">
        <thead><tr><th style={{ width: 90 }}>{t('Line')}</th><th style={{ width: '22%' }}>{t('Column')}</th><th>{t('What is wrong')}</th></tr></thead>
        <tbody>
          {rows.map(({ line, lastLine, column, reason }) => (
            <tr key={line}>
              <td className="num">{line === lastLine ? line : `${line}–${lastLine}`}</td>
              <td title={column ?? undefined}>{column ?? <span className="quiet">{t('The whole row')}</span>}</td>
              <td className="says">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {refused > rows.length && <p className="quiet import-hint">{t('The first {shown, number} of {count, number}. All of them are in the download.', { shown: rows.length, count: refused })}</p>}
    </>
  )
}
