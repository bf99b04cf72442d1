import { CloudOff, Pause, Play, RotateCcw, Save, SkipForward, StepForward, X } from 'lucide-react'
import { useState } from 'react'
import { VirtualClock } from '../api/clock'
import { TimelineSteps } from '../runs/Timeline'
import { endReasonWords } from '../runs/run-words'
import { exactWords, shortTimeWords } from '../parts/times'
import { locale } from '../words/language'
import { t } from '../words/t'
import { FailMenu } from './FailMenu'
import { SaveSheet } from './SaveSheet'
import { TryAnswers } from './TryAnswers'
import { type Trying, useTry } from './try-store'
import { useFollowSession } from './use-follow-session'

/** How fast time passes while it plays: a quarter of an hour in a second. */
const playSpeed = 900

/** The run that is tried out: its time, what can be done, and what happened. */
export function TryRun({ open }: { open: Trying }) {
  const { act, end, begin, choose, chosen, isBusy, isLost, error } = useTry()
  const [isSaving, setSaving] = useState(false)
  useFollowSession(open.sessionId)
  const { state, run } = open
  const isPlaying = state.mode === 'playing'
  const isOver = run !== null && run.endedAt !== null
  const again = () => void begin(open)

  if (isLost) {
    return (
      <div className="try calm" role="alert">
        <CloudOff aria-hidden="true" />
        <p>{t('This trial is over. It ends by itself after ten minutes without use, and when the server is started anew. Nothing of it was real.')}</p>
        <button type="button" className="btn sm solid" onClick={again}><RotateCcw aria-hidden="true" /> {t('Begin again')}</button>
        <button type="button" className="btn sm" onClick={() => void end()}>{t('Back to editing')}</button>
      </div>
    )
  }
  return (
    <VirtualClock value={state.clock}>
      <div className="try run">
        <div className="try-bar" role="toolbar" aria-label={t('Time of the trial')}>
          <time className="try-clock num" dateTime={new Date(state.clock).toISOString()} title={exactWords(state.clock)}>{clockTime(state.clock)}</time>
          <button type="button" className="btn sm" disabled={isBusy || isPlaying || isOver} onClick={() => void act({ name: 'step', input: {} })}>
            <StepForward aria-hidden="true" /> {t('Step')}
          </button>
          {isPlaying ? (
            <button type="button" className="btn sm" onClick={() => void act({ name: 'pause', input: {} })}><Pause aria-hidden="true" /> {t('Pause')}</button>
          ) : (
            <button type="button" className="btn sm" disabled={isBusy || isOver} onClick={() => void act({ name: 'play', input: { speed: playSpeed } })}><Play aria-hidden="true" /> {t('Play')}</button>
          )}
          <button type="button" className="btn sm" disabled={isBusy || isPlaying || isOver} title={t('Lets everything happen that is due, up to the next instant at which something is')} onClick={() => void act({ name: 'jump', input: jumpInput(open) })}>
            <SkipForward aria-hidden="true" /> {jumpWords(open)}
          </button>
          <FailMenu />
          <span className="grow" />
          <button type="button" className="btn sm" disabled={open.world !== 'generated'} title={open.world === 'generated' ? undefined : t('Examples are run with the invented team, so that they come out the same every time. Try it with that, then save it.')} onClick={() => setSaving(true)}>
            <Save aria-hidden="true" /> {t('Save as example')}
          </button>
          <button type="button" className="btn sm" onClick={again} disabled={isBusy}><RotateCcw aria-hidden="true" /> {t('Again')}</button>
          <button type="button" className="btn sm" onClick={() => void end()}><X aria-hidden="true" /> {t('Back to editing')}</button>
        </div>
        <p className="try-stands" aria-live="polite">{standWords(open)}</p>
        <TryAnswers open={open} />
        {error && <p className="wrong-words" role="alert">{error.message}</p>}
        {run ? (
          <TimelineSteps run={run} chosen={chosen} onChoose={choose} />
        ) : (
          <p className="quiet p-3">{nothingWords(open)}</p>
        )}
      </div>
      {isSaving && <SaveSheet open={open} onClose={() => setSaving(false)} />}
    </VirtualClock>
  )
}

/** The day and the time of day there. */
function clockTime(at: number): string {
  return new Date(at).toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

function waitOf({ state, run }: Trying) {
  return state.tokens.find((token) => token.state === 'waiting' && (!run || token.runId === run.id))
}

const isHeld = ({ state }: Trying) => state.tokens.some((token) => token.state === 'next')

/** What is held before a step goes on to the next wait; at a wait its time runs out; else whatever is due next happens. */
function jumpInput(open: Trying): { to?: number } {
  if (isHeld(open)) return { to: open.state.clock }
  const until = waitOf(open)?.until
  return until && until > open.state.clock ? { to: until } : {}
}

function jumpWords(open: Trying): string {
  if (isHeld(open)) return t('To the next wait')
  const until = waitOf(open)?.until
  return until ? t('Let the time run out ({time})', { time: shortTimeWords(until) }) : t('To what is due next')
}

function standWords({ run, state }: Trying): string {
  if (!run) return ''
  if (run.endedAt !== null) return run.owner ? t('Ended: {reason}. {name} has the lead.', { reason: endReasonWords(run.endReason), name: run.owner.name }) : t('Ended: {reason}.', { reason: endReasonWords(run.endReason) })
  const { runs } = state
  return runs.length > 1 ? t('{count} runs were started; this is the first', { count: runs.length }) : ''
}

function nothingWords({ entries, state }: Trying): string {
  const door = entries.find((entry) => entry.kind === 'event')
  if (door?.kind === 'event' && door.state === 'stuck') return t('The lead got stuck at the door: it is kept, and no flow could take it up.')
  return state.nextAt === null
    ? t('The lead arrived and nothing was started: what starts this flow does not fit it. Look at the condition of the first step.')
    : t('The lead arrived. Nothing is started yet: let the time pass to what is due next.')
}
