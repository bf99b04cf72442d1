import { CirclePause, CircleStop, ListOrdered } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RunDetail, RunLink } from '../api/types'
import { Ago } from '../parts/Time'
import { rich, t } from '../words/t'
import { RelatedRuns } from './RelatedRuns'
import { RunLinkTo } from './RunLinkTo'
import { isOpen } from './run-words'
import './run-notices.css'

/** What holds a run, and the runs around it: between the bar and the flow. Nothing for a run that simply goes its way. */
export function RunNotices({ run }: { run: RunDetail }) {
  return (
    <div>
      <HoldNotice run={run} />
      {run.behind && run.hold === null && (
        <div className="notice" role="status">
          <ListOrdered aria-hidden="true" />
          <span>
            {rich('Waits its turn behind <run>the run that began {ago}</run>: this flow takes one run at a time for a lead. It starts by itself when that one has ended.', { ago: <Ago at={run.behind.startedAt} />, run: linkTo(run.behind) })}
          </span>
        </div>
      )}
      <RelatedRuns run={run} />
    </div>
  )
}

function HoldNotice({ run }: { run: RunDetail }) {
  const { heldBy } = run
  const by = { hasPerson: heldBy?.person ? 'yes' : 'no', person: heldBy?.person ?? '' }
  if (isOpen(run) && run.hold === 'paused') {
    const since = run.pausedAt ?? heldBy?.at
    return (
      <div className="notice accent" role="status">
        <CirclePause aria-hidden="true" />
        <span>
          {rich('Paused{hasPerson, select, yes { by {person}} other {}}{hasTime, select, yes { {ago}} other {}}. Nothing of it is begun, and no message goes out; answers are still taken in.', { ...by, hasTime: since ? 'yes' : 'no', ago: since ? <Ago at={since} /> : '' })}
          {run.children.some(isOpen) && <> {t('Runs that it has started go on.')}</>}
          {run.behind && <> {rich('It also waits its turn behind <run>another run</run>.', { run: linkTo(run.behind) })}</>}
        </span>
      </div>
    )
  }
  if (isOpen(run) && run.hold === 'cancelled') {
    return (
      <div className="notice warn" role="status">
        <CircleStop aria-hidden="true" />
        <span>{t('Being stopped{hasPerson, select, yes { by {person}} other {}}. Nothing more of it is begun; it ends as soon as what is on its way has been heard of.', by)}</span>
      </div>
    )
  }
  if (!heldBy) return null
  return (
    <div className="notice" role="status">
      <CircleStop aria-hidden="true" />
      <span>
        {heldBy.run
          ? rich('{how, select, superseded {Replaced by <run>a newer run</run>} other {Stopped by <run>the run of “{flow}” that had started it</run>}} {ago}.', { how: run.endReason ?? '', flow: heldBy.run.flow, run: linkTo(heldBy.run), ago: <Ago at={heldBy.at} /> })
          : rich('{how, select, superseded {Replaced} other {Stopped}}{hasPerson, select, yes { by {person}} other {}} {ago}.', { how: run.endReason ?? '', ...by, ago: <Ago at={heldBy.at} /> })}
        {run.subject.type !== 'workspace' && <> {t('The lead stayed where it was.')}</>}
      </span>
    </div>
  )
}

function linkTo(run: RunLink) {
  return (words: ReactNode) => <RunLinkTo run={run}>{words}</RunLinkTo>
}
