import { useState } from 'react'
import { serverNow, useNow } from '../api/clock'
import { exactWords, shortTimeWords } from '../parts/times'
import { t } from '../words/t'

const radius = 18
const length = 2 * Math.PI * radius

function leftWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  if (seconds >= 3_600) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
  return seconds >= 60 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${seconds} s`
}

/** How much time is left, as a ring and in words. The ring is full at the moment the page was opened. */
export function CountdownRing({ until }: { until: number }) {
  const now = useNow()
  const [wholeMs] = useState(() => Math.max(60_000, until - serverNow()))
  const leftMs = Math.max(0, until - now)
  const part = Math.min(1, leftMs / wholeMs)
  const isOver = leftMs === 0
  return (
    <div className={`ack-time ${isOver ? 'over' : ''}`}>
      <svg viewBox="0 0 44 44" width="44" height="44" aria-hidden="true">
        <circle cx="22" cy="22" r={radius} className="rest" />
        <circle cx="22" cy="22" r={radius} className="left" strokeDasharray={`${length * part} ${length}`} transform="rotate(-90 22 22)" />
      </svg>
      <div>
        <b className="num" role="timer">{isOver ? t('The time is over') : t('{span} to answer', { span: leftWords(leftMs) })}</b>
        <p title={exactWords(until)}>{isOver ? t('It may already go to somebody else.') : t('Until {time}. After that somebody else is asked.', { time: shortTimeWords(until) })}</p>
      </div>
    </div>
  )
}
