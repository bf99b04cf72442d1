import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Split } from 'lucide-react'
import { type Conflict, type ConflictFigures, conflictKinds, conflictsQuery, conflictStates } from '../api/conflicts'
import { BarTools } from '../app/BarTools'
import { MessageTabs } from '../messages/MessageTabs'
import { count } from '../parts/counts'
import { BoneRows, Empty, Failed } from '../parts/states'
import { Ago } from '../parts/Time'
import { RecordTabs } from '../records/RecordTabs'
import { t } from '../words/t'
import { conflictStateWords, doneWords, kindWords } from './conflict-words'

/** Where two of us would have reached one person at once, what was done about it, and by which rule. */
export function ConflictsPage() {
  const filter = useSearch({ from: '/frame/records/messages/conflicts' })
  const navigate = useNavigate({ from: '/records/messages/conflicts' })
  const pages = useInfiniteQuery(conflictsQuery(filter))
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const figures = pages.data?.pages[0]?.figures
  const change = (next: Record<string, string | undefined>) => void navigate({ search: (old) => ({ ...old, ...next }), replace: true })
  const isNarrowed = filter.kind !== undefined || filter.state !== undefined
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
      </header>
      <div className="list-page">
        <div>
          <MessageTabs />
          <fieldset className="filters" aria-label={t('Filters')}>
            <select className="field small" style={{ width: 'auto' }} aria-label={t('Kind')} value={filter.kind ?? ''} onChange={(event) => change({ kind: event.target.value || undefined })}>
              <option value="">{t('All kinds')}</option>
              {conflictKinds.map((kind) => <option key={kind} value={kind}>{kindWords[kind]}</option>)}
            </select>
            <select className="field small" style={{ width: 'auto' }} aria-label={t('State')} value={filter.state ?? ''} onChange={(event) => change({ state: event.target.value || undefined })}>
              <option value="">{t('All states')}</option>
              {conflictStates.map((state) => <option key={state} value={state}>{conflictStateWords[state].words}</option>)}
            </select>
            {figures && <Figures figures={figures} />}
          </fieldset>
        </div>
        <div className="list-scroll">
          {pages.isPending ? <BoneRows label={t('Reading the conflicts')} /> : pages.isError && rows.length === 0 ? <Failed error={pages.error} what={t('The conflicts')} /> : rows.length > 0 ? <Table rows={rows} /> : isNarrowed ? (
            <Empty icon={Split} title={t('No conflict fits')} action={<button type="button" className="btn" onClick={() => change({ kind: undefined, state: undefined })}>{t('Clear filters')}</button>}>{t('There may be conflicts, but none like this.')}</Empty>
          ) : (
            <Empty icon={Split} title={t('No conflict yet')}>{t('Where two flows, or a flow and a colleague, would reach one person at once, it stands here with what was done about it.')}</Empty>
          )}
        </div>
        <footer className="tfoot">
          {rows.length > 0 && <span className="num" role="status">{t('{count, plural, one {# conflict} other {# conflicts}} shown, newest first', { count: rows.length })}</span>}
          {pages.hasNextPage && <button type="button" className="btn xs" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{pages.isFetchingNextPage ? t('Reading …') : t('Show more')}</button>}
        </footer>
      </div>
    </main>
  )
}

/** The share of people who noticed a conflict, and of conflicts that are settled, over the last 30 days. */
function Figures({ figures: { found, resolved, delivered, peopleReached, peopleInConflict } }: { figures: ConflictFigures }) {
  const ended = resolved + delivered
  const percent = (part: number, of: number) => `${count(Math.round((part / of) * 1_000) / 10)} %`
  return (
    <p className="conflict-figures quiet" role="status">
      <span>{t('30 days: {found} found', { found: count(found) })}</span>
      {ended > 0 && <span>{t('settled {share}', { share: percent(resolved, ended) })}</span>}
      {peopleReached > 0 && <span>{t('noticed by {share} of {people} people', { share: percent(peopleInConflict, peopleReached), people: count(peopleReached) })}</span>}
    </p>
  )
}

function Table({ rows }: { rows: Conflict[] }) {
  return (
    <table className="list-table conflict-table">
      <thead>
        <tr><th style={{ width: '16%' }}>{t('Who')}</th><th style={{ width: '20%' }}>{t('What met')}</th><th style={{ width: '22%' }}>{t('Which flows')}</th><th>{t('What was done')}</th><th style={{ width: 170 }}>{t('State')}</th><th className="r" style={{ width: 84 }}>{t('Found')}</th></tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { id, kind, state, contact, contactId, runId, flow, otherRunId, otherFlow, detectedAt } = row
          const name = contact ?? t('Unnamed person')
          const done = doneWords(row)
          return (
            <tr key={id}>
              <td title={name}><Link to="/records/contacts/$id" params={{ id: contactId }} className="main-word">{name}</Link></td>
              <td title={kindWords[kind]}>{kindWords[kind]}</td>
              <td title={[flow, otherFlow].filter(Boolean).join(', ')}>{flow && runId ? <Link to="/runs/$id" params={{ id: runId }} className="flow-word">{flow}</Link> : flow}{otherFlow && otherRunId && <span className="sub">{t('gave way to')} <Link to="/runs/$id" params={{ id: otherRunId }} className="flow-word">{otherFlow}</Link></span>}{!flow && !otherFlow && <span className="quiet">{t('None')}</span>}</td>
              <td title={done}>{done}</td>
              <td><span className={`chip flat ${conflictStateWords[state].tone}`}>{conflictStateWords[state].words}</span></td>
              <td className="r quiet"><Ago at={detectedAt} /></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
