import { Link } from '@tanstack/react-router'
import { ArrowDown, CircleAlert, CircleCheck, PencilLine, TriangleAlert } from 'lucide-react'
import type { FlowRow } from '../api/types'
import { Ago } from '../parts/Time'
import { t } from '../words/t'
import { FlowMenu } from './FlowMenu'
import type { FlowSort, Problems } from './sort-flows'

interface Column {
  words: string
  sort?: FlowSort
  className?: string
  width?: string | number
}

const columns: Column[] = [
  { words: t('Flow and the failure it closes'), sort: 'name', width: '30%' },
  { words: t('Figure it should move'), className: 'figure', width: '22%' },
  { words: t('State'), width: '18%' },
  { words: t('Problems'), sort: 'problems', className: 'problems', width: 104 },
  { words: t('Open'), sort: 'open', className: 'r', width: 72 },
  { words: t('Failed'), sort: 'failed', className: 'r', width: 80 },
  { words: t('Done today'), sort: 'done', className: 'r done', width: 104 },
  { words: t('Changed'), sort: 'changed', className: 'r', width: '16%' },
]

/** Every flow with the failure that it closes, what is live, what is wrong, what runs, and who changed it last. */
export function FlowTable({ flows, problems, at, sort, onSort, onOpen, mayEdit }: {
  flows: FlowRow[]
  problems: Problems | undefined
  at: number
  sort: FlowSort
  onSort: (sort: FlowSort) => void
  onOpen: (flow: FlowRow) => void
  mayEdit: boolean
}) {
  return (
    <table className="list-table flow-table">
      <thead>
        <tr>
          {columns.map((column) => <Head key={column.words} {...column} isOn={sort === column.sort} onSort={onSort} />)}
          {mayEdit && <th style={{ width: 48 }}><span className="sr-only">{t('More')}</span></th>}
        </tr>
      </thead>
      <tbody>
        {flows.map((flow, index) => (
          <tr key={flow.id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen(flow)}>
            <td>
              <Link to="/flows/$id" params={{ id: flow.id }} className="main-word" onClick={(event) => event.stopPropagation()}>{flow.name}</Link>
              <Why flow={flow} />
            </td>
            <td className="figure">{flow.figure ? <><div className="truncate" title={flow.figure.name}>{flow.figure.name}</div><div className="quiet num truncate">{[flow.figure.now, flow.figure.goal].filter(Boolean).join(' → ')}</div></> : <span className="quiet">{t('not named yet')}</span>}</td>
            <td><VersionChip flow={flow} /></td>
            <td className="problems"><ProblemChip problems={problems?.[flow.id]} /></td>
            <td className="r num"><Count flow={flow} view="open" count={flow.runs.open} /></td>
            <td className="r num"><Count flow={flow} view="failed" count={flow.runs.failed} isBad /></td>
            <td className="r num done"><Count flow={flow} view="done" count={flow.runs.doneToday} /></td>
            <td className="r quiet">
              <Ago at={flow.updatedAt} />
              <div className="truncate">{flow.changedBy ?? 'Watertight'}</div>
            </td>
            {mayEdit && (
              // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click on the menu from opening the flow
              <td className="tools" onClick={(event) => event.stopPropagation()}><FlowMenu flow={flow} /></td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head({ words, sort, className, width, isOn, onSort }: Column & { isOn: boolean; onSort: (sort: FlowSort) => void }) {
  return (
    <th className={className} style={{ width }} aria-sort={isOn ? (sort === 'name' ? 'ascending' : 'descending') : undefined}>
      {sort ? (
        <button type="button" className="sorts" onClick={() => onSort(sort)}>
          {words} {isOn && <ArrowDown className="xs" aria-hidden="true" />}
        </button>
      ) : (
        words
      )}
    </th>
  )
}

function Why({ flow }: { flow: FlowRow }) {
  return <div className="quiet truncate" title={flow.failurePoint}>{flow.failurePoint || t('What it is for is not written down yet')}</div>
}

function VersionChip({ flow }: { flow: FlowRow }) {
  if (!flow.published) return <span className="chip line"><PencilLine aria-hidden="true" /> {t('Draft only')}</span>
  return (
    <>
      <span className="chip ok"><CircleCheck aria-hidden="true" /> {t('Version {version} is live', { version: flow.published.version })}</span>
      {flow.hasChanges && <div className="quiet truncate">{t('and changes in the draft')}</div>}
    </>
  )
}

function ProblemChip({ problems }: { problems: { errors: number; warnings: number } | undefined }) {
  if (!problems) return <span className="quiet">…</span>
  if (problems.errors > 0) return <span className="chip bad" title={t('It cannot be published like this')}><CircleAlert aria-hidden="true" /> {problems.errors}</span>
  if (problems.warnings > 0) return <span className="chip warn" title={t('Warnings')}><TriangleAlert aria-hidden="true" /> {problems.warnings}</span>
  return <span className="quiet">{t('none')}</span>
}

/** A number that opens the list behind it. */
function Count({ flow, view, count, isBad = false }: { flow: FlowRow; view: 'open' | 'failed' | 'done'; count: number; isBad?: boolean }) {
  if (count === 0) return <span className="quiet">0</span>
  const words = { open: t('{count} open runs of {name}', { count, name: flow.name }), failed: t('{count} failed runs of {name}', { count, name: flow.name }), done: t('{count} finished runs of {name}', { count, name: flow.name }) }
  return (
    <Link to="/runs" search={{ view, flow: flow.id }} className={isBad ? 'late link' : 'link'} onClick={(event) => event.stopPropagation()} aria-label={words[view]}>
      {count}
    </Link>
  )
}
