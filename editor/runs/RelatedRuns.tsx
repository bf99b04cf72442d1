import { CornerDownRight, CornerUpLeft } from 'lucide-react'
import { useState } from 'react'
import { useNow } from '../api/clock'
import type { RunDetail, RunLink } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { RunLinkTo } from './RunLinkTo'
import { RunStateChip } from './RunStateChip'

/** So many stand on the page itself; the others in a list behind their number. */
const shownAtOnce = 3

/** The run that started this one, and those that it has started. */
export function RelatedRuns({ run }: { run: RunDetail }) {
  const { parent, children, childCount } = run
  const [isOpen, setOpen] = useState(false)
  if (!parent && childCount === 0) return null
  const more = childCount - Math.min(shownAtOnce, children.length)
  return (
    <nav className="notice related-runs" aria-label="Runs around this one">
      {parent && (
        <span className="related-run">
          <CornerUpLeft className="s" aria-hidden="true" /> Started by <RelatedRun run={parent} of={run} />
        </span>
      )}
      {childCount > 0 && (
        <span className="related-run">
          <CornerDownRight className="s" aria-hidden="true" /> Has started {childCount > 1 && `${childCount.toLocaleString('en')} runs`}
        </span>
      )}
      {children.slice(0, shownAtOnce).map((child) => <RelatedRun key={child.id} run={child} of={run} />)}
      {more > 0 && (
        <button type="button" className="btn xs" onClick={() => setOpen(true)}>{more.toLocaleString('en')} more</button>
      )}
      {isOpen && (
        <Sheet title="Runs that it has started" onClose={() => setOpen(false)} foot={<button type="button" className="btn" onClick={() => setOpen(false)}>Close</button>}>
          {childCount > children.length && <p>The newest {children.length} of {childCount.toLocaleString('en')}.</p>}
          <ul className="related-list">
            {children.map((child) => <li key={child.id}><RelatedRun run={child} of={run} /></li>)}
          </ul>
        </Sheet>
      )}
    </nav>
  )
}

function RelatedRun({ run, of }: { run: RunLink; of: RunDetail }) {
  const now = useNow()
  return (
    <span className="related-run">
      <RunLinkTo run={run}>{run.flow}{run.subject !== of.subject.name && ` for ${run.subject}`}</RunLinkTo> <RunStateChip run={run} now={now} />
    </span>
  )
}
