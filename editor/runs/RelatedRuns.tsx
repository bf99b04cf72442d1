import { CornerDownRight, CornerUpLeft } from 'lucide-react'
import { useState } from 'react'
import { useNow } from '../api/clock'
import type { RunDetail, RunLink } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { rich, t } from '../words/t'
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
    <nav className="notice related-runs" aria-label={t('Runs around this one')}>
      {parent && (
        <span className="related-run">
          <CornerUpLeft className="s" aria-hidden="true" /> {rich('Started by {run}', { run: <RelatedRun run={parent} of={run} /> })}
        </span>
      )}
      {childCount > 0 && (
        <span className="related-run">
          <CornerDownRight className="s" aria-hidden="true" /> {t('{count, plural, one {Has started} other {Has started # runs}}', { count: childCount })}
        </span>
      )}
      {children.slice(0, shownAtOnce).map((child) => <RelatedRun key={child.id} run={child} of={run} />)}
      {more > 0 && (
        <button type="button" className="btn xs" onClick={() => setOpen(true)}>{t('{count, number} more', { count: more })}</button>
      )}
      {isOpen && (
        <Sheet title={t('Runs that it has started')} onClose={() => setOpen(false)} foot={<button type="button" className="btn" onClick={() => setOpen(false)}>{t('Close')}</button>}>
          {childCount > children.length && <p>{t('The newest {shown} of {count, number}.', { shown: children.length, count: childCount })}</p>}
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
      <RunLinkTo run={run}>{run.subject === of.subject.name ? run.flow : t('{flow} for {lead}', { flow: run.flow, lead: run.subject })}</RunLinkTo> <RunStateChip run={run} now={now} />
    </span>
  )
}
