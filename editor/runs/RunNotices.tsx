import { CirclePause, CircleStop, ListOrdered } from 'lucide-react'
import type { RunDetail } from '../api/types'
import { Ago } from '../parts/Time'
import { exactWords } from '../parts/times'
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
            Waits its turn behind <RunLinkTo run={run.behind}>the run that began <Ago at={run.behind.startedAt} /></RunLinkTo>: this flow takes one run at a time for a lead. It starts by itself when that one has ended.
          </span>
        </div>
      )}
      <RelatedRuns run={run} />
    </div>
  )
}

function HoldNotice({ run }: { run: RunDetail }) {
  const { heldBy } = run
  const by = heldBy?.person ? ` by ${heldBy.person}` : ''
  if (isOpen(run) && run.hold === 'paused') {
    const since = run.pausedAt ?? heldBy?.at
    return (
      <div className="notice accent" role="status">
        <CirclePause aria-hidden="true" />
        <span>
          Paused{by}{since && <> <span title={exactWords(since)}><Ago at={since} /></span></>}. Nothing of it is begun, and no message goes out; answers are still taken in.{run.children.some(isOpen) && ' Runs that it has started go on.'}
          {run.behind && <> It also waits its turn behind <RunLinkTo run={run.behind}>another run</RunLinkTo>.</>}
        </span>
      </div>
    )
  }
  if (isOpen(run) && run.hold === 'cancelled') {
    return (
      <div className="notice warn" role="status">
        <CircleStop aria-hidden="true" />
        <span>Being stopped{by}. Nothing more of it is begun; it ends as soon as what is on its way has been heard of.</span>
      </div>
    )
  }
  if (!heldBy) return null
  return (
    <div className="notice" role="status">
      <CircleStop aria-hidden="true" />
      <span>
        {run.endReason === 'superseded' ? 'Replaced' : 'Stopped'}{by}
        {heldBy.run && <> by <RunLinkTo run={heldBy.run}>{run.endReason === 'superseded' ? 'a newer run' : `the run of “${heldBy.run.flow}” that had started it`}</RunLinkTo></>} <Ago at={heldBy.at} />.{run.subject.type !== 'workspace' && ' The lead stayed where it was.'}
      </span>
    </div>
  )
}
