import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronsLeft } from 'lucide-react'
import { useState } from 'react'
import { useNow } from '../api/clock'
import { runsQuery } from '../api/queries'
import { usePanels } from '../app/panels'
import { Due } from '../parts/Time'
import { t } from '../words/t'
import { runStateWords } from './run-words'
import { runSoonMs } from './RunTable'

/** Other runs beside the one shown, to go from one to the next. */
export function RunList({ runId }: { runId: string }) {
  const [view, setView] = useState<'open' | 'all'>('open')
  const { data } = useInfiniteQuery(runsQuery({ view }))
  const fold = usePanels((state) => state.fold)
  const now = useNow()
  const counts = data?.pages[0]?.counts
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <aside className="palette" aria-label={t('Other runs')}>
      <div className="p-2.5">
        <div className="seg w-full">
          {(['open', 'all'] as const).map((each) => (
            <button key={each} type="button" className="flex-1 justify-center" aria-pressed={view === each} onClick={() => setView(each)}>
              {each === 'open' ? t('Open') : t('All')} {counts?.[each]}
            </button>
          ))}
        </div>
      </div>
      <ul className="palette-list run-list">
        {rows.map((run) => {
          const { words, tone, icon: Icon } = runStateWords({ ...run, dueAt: run.at?.dueAt ?? null }, now)
          return (
            <li key={run.id}>
              <Link to="/runs/$id" params={{ id: run.id }} className={run.id === runId ? 'on' : ''} aria-current={run.id === runId ? 'true' : undefined}>
                <Icon className={`s tone-${tone}`} aria-hidden="true" />
                <span className="min-w-0">
                  <b className="truncate block">{run.subject.name}</b>
                  {run.subject.company && <span className="quiet truncate block">{run.subject.company}</span>}
                  <span className="truncate block">{run.endedAt === null && run.at?.dueAt ? <><Due at={run.at.dueAt} soonMs={runSoonMs} />, </> : null}{run.endedAt === null && run.at ? run.at.label : words}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
      <div className="panel-foot">
        {counts && <span className="num">{t('{open} open, {done} done', { open: counts.open, done: counts.done })}</span>}
        <button type="button" className="btn icon xs plain ml-auto" aria-label={t('Fold the list of runs')} title={t('Fold')} onClick={() => fold('runList', true)}>
          <ChevronsLeft aria-hidden="true" />
        </button>
      </div>
    </aside>
  )
}
