import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Activity, CirclePause, Search } from 'lucide-react'
import { use, useState } from 'react'
import { flowsQuery, runsQuery } from '../api/queries'
import type { RunRow, RunsView } from '../api/types'
import { BarTools } from '../app/BarTools'
import { LiveContext } from '../app/live-context'
import { LiveChip } from '../parts/LiveChip'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { rich, t } from '../words/t'
import { RunTable } from './RunTable'
import { SteerSheet } from './SteerSheet'
import { useMayHoldRuns } from './use-may-hold-runs'

const views: { view: RunsView; words: string }[] = [
  { view: 'all', words: t('All') },
  { view: 'open', words: t('Open') },
  { view: 'failed', words: t('Failed') },
  { view: 'unsure', words: t('Not sure') },
  { view: 'done', words: t('Done') },
]

const searchPauseMs = 250

export function RunsPage() {
  const { view = 'all', flow, q } = useSearch({ from: '/frame/runs' })
  const navigate = useNavigate({ from: '/runs' })
  const runs = useInfiniteQuery(runsQuery({ view, flow, q }))
  const live = use(LiveContext)
  const counts = runs.data?.pages[0]?.counts
  const rows = runs.data?.pages.flatMap((page) => page.rows) ?? []
  const change = (next: { view?: RunsView; flow?: string; q?: string }) => void navigate({ search: (old) => ({ ...old, ...next }), replace: true })

  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Runs')}</h1>
        <nav className="tabs" aria-label={t('Views')}>
          {views.map((each) => (
            <button key={each.view} type="button" className="tab" aria-current={each.view === view} onClick={() => change({ view: each.view })}>
              {each.words} {counts && <span className="n">{counts[each.view]}</span>}
            </button>
          ))}
        </nav>
        <div className="grow" />
        <LiveChip state={live} />
        <BarTools />
      </header>
      <div className="list-page">
        <RunFilters key={`${flow} ${q === undefined}`} flow={flow} q={q} onChange={change} />
        <div className="list-scroll">
          {runs.isPending ? <BoneRows rows={14} label={t('Reading the runs')} /> : runs.isError ? <Failed error={runs.error} what={t('The runs')} /> : <RunList rows={rows} isFiltered={Boolean(q) || view !== 'all' || Boolean(flow)} />}
        </div>
        <footer className="tfoot">
          {counts && <span className="num">{t('{shown} of {total} shown, most urgent first', { shown: rows.length, total: counts[view] })}</span>}
          {runs.hasNextPage && (
            <button type="button" className="btn xs" disabled={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>{t('Show more')}</button>
          )}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
    </main>
  )
}

function RunFilters({ flow, q, onChange }: { flow?: string; q?: string; onChange: (next: { flow?: string; q?: string }) => void }) {
  const { data } = useQuery(flowsQuery)
  const [text, setText] = useState(q ?? '')
  const mayHold = useMayHoldRuns()
  const [steers, setSteers] = useState(false)
  const chosen = data?.flows.find((each) => each.id === flow)
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>()
  const search = (value: string) => {
    setText(value)
    clearTimeout(timer)
    setTimer(setTimeout(() => onChange({ q: value.trim() || undefined }), searchPauseMs))
  }
  return (
    <div className="filters">
      <label className="field small" style={{ width: 240 }}>
        <Search className="s" aria-hidden="true" />
        <input aria-label={t('Find a run by name or company')} placeholder={t('Name or company')} value={text} onChange={(event) => search(event.target.value)} />
      </label>
      <select className="field small" style={{ width: 'auto', maxWidth: 240 }} aria-label={t('Flow')} value={flow ?? ''} onChange={(event) => onChange({ flow: event.target.value || undefined })}>
        <option value="">{t('All flows')}</option>
        {data?.flows.map((each) => (
          <option key={each.id} value={each.id}>{each.name}</option>
        ))}
      </select>
      {mayHold && (
        <button type="button" className="btn sm ml-auto" onClick={() => setSteers(true)}>
          <CirclePause aria-hidden="true" /> {chosen ? t('Hold, move or stop its runs') : t('Hold, move or stop all')}
        </button>
      )}
      {steers && <SteerSheet of={chosen ? { flow: { id: chosen.id, name: chosen.name } } : {}} onClose={() => setSteers(false)} />}
    </div>
  )
}

function RunList({ rows, isFiltered }: { rows: RunRow[]; isFiltered: boolean }) {
  const navigate = useNavigate()
  const open = (run: RunRow | undefined) => run && void navigate({ to: '/runs/$id', params: { id: run.id } })
  const [at] = useListKeys(rows.length, (index) => open(rows[index]))
  if (rows.length > 0) return <RunTable rows={rows} at={at} onOpen={open} />
  return isFiltered ? (
    <Empty icon={Search} title={t('No run is like that')}>{t('Choose another view, or search for something else.')}</Empty>
  ) : (
    <Empty icon={Activity} title={t('No run yet')}>{t('As soon as a flow is published and a lead arrives, you see here where each lead stands.')}</Empty>
  )
}
