import { Link } from '@tanstack/react-router'
import { ChevronRight, ClipboardList, Workflow } from 'lucide-react'
import { useNow } from '../api/clock'
import type { LiveState } from '../api/live'
import type { RunDetail } from '../api/types'
import { BarTools } from '../app/BarTools'
import { LiveChip } from '../parts/LiveChip'
import { Ago } from '../parts/Time'
import { exactWords } from '../parts/times'
import { Who } from '../parts/Who'
import { rich, t } from '../words/t'
import { RunControls } from './RunControls'
import { RunStateChip } from './RunStateChip'

/** Whose run this is and how it stands. */
export function RunBar({ run, live }: { run: RunDetail; live: LiveState }) {
  const now = useNow()
  const dates = run.steps.flatMap((step) => step.dueAt ?? [])
  const isUnsure = run.steps.some((step) => step.effects.some((effect) => effect.state === 'unknown'))
  const open = run.workItems.filter((item) => item.state === 'open')
  return (
    <header className="bar">
      <nav className="crumbs" aria-label={t('Where you are')}>
        <Link to="/runs">{t('Runs')}</Link>
        <ChevronRight className="s" aria-hidden="true" />
        <h1>
          {run.subject.name}
          {run.subject.company && `, ${run.subject.company}`}
        </h1>
      </nav>
      <RunStateChip run={{ ...run, unsure: isUnsure, dueAt: dates.length > 0 ? Math.min(...dates) : null }} now={now} />
      {run.owner && <Who name={run.owner.name} />}
      <span className="quiet truncate">
        {rich('{flow} version {version}, started {ago}', { flow: run.flow.name, version: run.flow.version, ago: <Ago at={run.startedAt} /> })}
      </span>
      {run.moved && (
        <span className="quiet truncate" title={run.moved.person ? t('By {person}, {time}', { person: run.moved.person, time: exactWords(run.moved.at) }) : exactWords(run.moved.at)}>
          {t('moved from version {from}', { from: run.moved.from })}
        </span>
      )}
      <div className="grow" />
      {live === 'live' && run.endedAt !== null ? null : <LiveChip state={live} />}
      <BarTools />
      <RunControls run={run} />
      {open[0] && (
        <Link to="/work" search={{ item: open[0].id }} className="btn sm">
          <ClipboardList aria-hidden="true" /> {open.length === 1 ? t('What to do') : t('{count} things to do', { count: open.length })}
        </Link>
      )}
      <Link to="/flows/$id" params={{ id: run.flow.id }} className="btn sm">
        <Workflow aria-hidden="true" /> {t('Open the draft')}
      </Link>
    </header>
  )
}
