import { Link } from '@tanstack/react-router'
import { CircleAlert, Hourglass, Move, PenLine, Plus, Repeat2, Trash2, TriangleAlert, UsersRound } from 'lucide-react'
import { useContext } from 'react'
import { useNow } from '../api/clock'
import { usePanels } from '../app/panels'
import { clockWords, exactWords, spanWords } from '../parts/times'
import { type CardData, markWords } from './card-data'
import { OpenFlowContext } from './open-flow-context'

const markIcons = { added: Plus, removed: Trash2, changed: PenLine, moved: Move }
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** What needs a look at this step, riding on the card's upper border. */
export function CardBadges({ data }: { data: CardData }) {
  const open = useContext(OpenFlowContext)
  const openDrawer = usePanels((state) => state.openDrawer)
  const { run } = data
  const MarkIcon = data.mark && markIcons[data.mark]
  return (
    <div className="badges">
      {MarkIcon && data.mark && (
        <span className={`badge mark ${data.mark}`}>
          <MarkIcon aria-hidden="true" /> {markWords[data.mark]}
        </span>
      )}
      {run && run.visits > 1 && (
        <span className="badge taken" title={`The run came here ${run.visits} times`}>
          <Repeat2 aria-hidden="true" /> {run.visits} times
        </span>
      )}
      {run?.state === 'now' && run.dueAt !== null && <Countdown dueAt={run.dueAt} />}
      {data.waiting > 0 && (
        <Link to="/runs" search={{ view: 'open', flow: open?.id }} className="badge wait nodrag" title="Open the list of runs" onClick={(event) => event.stopPropagation()}>
          <UsersRound aria-hidden="true" /> {data.waiting} {data.waiting === 1 ? 'waits' : 'wait'} here
        </Link>
      )}
      {data.errors > 0 && (
        <button type="button" className="badge bad nodrag" onClick={() => openDrawer('problems')}>
          <CircleAlert aria-hidden="true" /> {plural(data.errors, 'problem')}
        </button>
      )}
      {data.errors === 0 && data.warnings > 0 && (
        <button type="button" className="badge warn nodrag" onClick={() => openDrawer('problems')}>
          <TriangleAlert aria-hidden="true" /> {plural(data.warnings, 'warning')}
        </button>
      )}
    </div>
  )
}

function Countdown({ dueAt }: { dueAt: number }) {
  const now = useNow()
  return (
    <time className="badge now" dateTime={new Date(dueAt).toISOString()} title={`Until ${exactWords(dueAt)}`}>
      <Hourglass aria-hidden="true" /> {dueAt > now ? `${clockWords(dueAt - now)} left` : `${spanWords(now - dueAt)} over`}
    </time>
  )
}
