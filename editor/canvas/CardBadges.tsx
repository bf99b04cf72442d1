import { Link } from '@tanstack/react-router'
import { CircleAlert, Hourglass, Move, PenLine, Plus, Repeat2, Trash2, TriangleAlert, UsersRound } from 'lucide-react'
import { useContext } from 'react'
import { useNow } from '../api/clock'
import { usePanels } from '../app/panels'
import { clockWords, exactWords, spanWords } from '../parts/times'
import { type CardData, markWords } from './card-data'
import { OpenFlowContext } from './open-flow-context'
import { t } from '../words/t'

const markIcons = { added: Plus, removed: Trash2, changed: PenLine, moved: Move }

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
        <span className="badge taken" title={t('The run came here {visits} times', { visits: run.visits })}>
          <Repeat2 aria-hidden="true" /> {t('{visits} times', { visits: run.visits })}
        </span>
      )}
      {run?.state === 'now' && run.dueAt !== null && <Countdown dueAt={run.dueAt} />}
      {data.waiting > 0 && (
        <Link to="/runs" search={{ view: 'open', flow: open?.id }} className="badge wait nodrag" title={t('Open the list of runs')} onClick={(event) => event.stopPropagation()}>
          <UsersRound aria-hidden="true" /> {t('{waiting, plural, one {# waits here} other {# wait here}}', { waiting: data.waiting })}
        </Link>
      )}
      {data.errors > 0 && (
        <button type="button" className="badge bad nodrag" onClick={() => openDrawer('problems')}>
          <CircleAlert aria-hidden="true" /> {t('{errors, plural, one {# problem} other {# problems}}', { errors: data.errors })}
        </button>
      )}
      {data.errors === 0 && data.warnings > 0 && (
        <button type="button" className="badge warn nodrag" onClick={() => openDrawer('problems')}>
          <TriangleAlert aria-hidden="true" /> {t('{warnings, plural, one {# warning} other {# warnings}}', { warnings: data.warnings })}
        </button>
      )}
    </div>
  )
}

function Countdown({ dueAt }: { dueAt: number }) {
  const now = useNow()
  return (
    <time className="badge now" dateTime={new Date(dueAt).toISOString()} title={t('Until {time}', { time: exactWords(dueAt) })}>
      <Hourglass aria-hidden="true" /> {dueAt > now ? t('{time} left', { time: clockWords(dueAt - now) }) : t('{time} over', { time: spanWords(now - dueAt) })}
    </time>
  )
}
