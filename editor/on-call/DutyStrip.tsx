import { TriangleAlert } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react'
import { useNow } from '../api/clock'
import type { DutySpan } from '#nodes/revops/duty-spans'
import { momentWords } from '#nodes/revops/moment-words'
import type { RotaView } from '../api/rotas'
import { colourOf, Face } from '../parts/Face'
import { locale } from '../words/language'
import { t } from '../words/t'

interface Row {
  key: string
  title: string
  isFinal?: boolean
  spans: DutySpan[]
}

/** Four weeks of a rota: each layer, who stands in, and who is on duty in the end. Arrow keys walk over the spans; choosing one asks who covers. */
export function DutyStrip({ rota, onPick }: { rota: RotaView; onPick: ((span: DutySpan) => void) | undefined }) {
  const now = useNow()
  const grid = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState({ row: 0, from: 0 })
  const [start = 0, end = 1] = [rota.days[0], rota.days.at(-1)]
  const place = (from: number, to: number) => ({ '--from': `${((from - start) / (end - start)) * 100}%`, '--for': `${((to - from) / (end - start)) * 100}%` }) as CSSProperties
  const rows: Row[] = [
    { key: 'final', title: t('On duty'), isFinal: true, spans: rota.spans.flatMap((span) => toCome(span, rota.now)) },
    { key: 'overrides', title: t('Stand-ins'), spans: rota.overrideSpans.filter(({ duty }) => duty) },
    ...rota.layers.map((layer, index) => ({ key: layer.id, title: t('Layer {number}', { number: index + 1 }), spans: layer.spans.filter(({ duty }) => duty) })),
  ]
  const chosen = rows[at.row]?.spans.find(({ from }) => from === at.from) ? at : { row: 0, from: rows[0]?.spans[0]?.from ?? 0 }

  const onKeyDown = (event: KeyboardEvent) => {
    const next = walk(rows, chosen, event.key)
    if (!next) return
    event.preventDefault()
    setAt(next)
    grid.current?.querySelector<HTMLElement>(`[data-span="${next.row}-${next.from}"]`)?.focus()
  }

  return (
    <div className="strip-scroll">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only walks between the buttons within */}
      <div className="strip" ref={grid} onKeyDown={onPick && onKeyDown}>
        <div className="strip-days" aria-hidden="true">
          {rota.days.slice(0, -1).map((day, index) => <DayHead key={day} day={day} zone={rota.zone} isFirst={index === 0} />)}
        </div>
        {rows.map((row, rowIndex) => (
          <section key={row.key} className={`strip-row ${row.isFinal ? 'final' : ''}`} aria-label={row.title}>
            <h3>{row.title}</h3>
            <div className="strip-track">
              <DayLines days={rota.days} zone={rota.zone} />
              {now > start && now < end && <i className="strip-now" style={place(now, now)} aria-hidden="true" />}
              {row.spans.map((span) => (
                <Span
                  key={span.from} span={span} rota={rota} style={place(span.from, span.to)} tag={`${rowIndex}-${span.from}`} isAt={chosen.row === rowIndex && chosen.from === span.from}
                  onPick={onPick && (() => { setAt({ row: rowIndex, from: span.from }); onPick(span) })}
                />
              ))}
              {row.spans.length === 0 && <span className="strip-none">{row.key === 'overrides' ? t('Nobody stands in.') : t('Nobody of this layer is there.')}</span>}
            </div>
          </section>
        ))}
      </div>
    </div>
  )
}

function Span({ span, rota, style, tag, isAt, onPick }: { span: DutySpan; rota: RotaView; style: CSSProperties; tag: string; isAt: boolean; onPick: (() => void) | undefined }) {
  const { duty } = span
  const name = duty && (rota.people[duty.personId]?.name ?? t('Somebody'))
  const insteadOf = duty?.insteadOf === undefined ? undefined : rota.people[duty.insteadOf]?.name
  const times = { from: momentWords(span.from, rota.zone), to: momentWords(span.to, rota.zone) }
  const words = !name ? t('Nobody, {from} to {to}', times) : insteadOf ? t('{name} instead of {other}, {from} to {to}', { name, other: insteadOf, ...times }) : t('{name}, {from} to {to}', { name, ...times })
  const shown = (
    <>
      {name ? <Face name={name} size="sm" /> : <TriangleAlert aria-hidden="true" />}
      <span className="strip-name">{name ?? t('Nobody')}</span>
    </>
  )
  const className = `strip-span ${name ? `c${colourOf(name)}` : 'hole'}`
  if (!onPick) return <span className={className} style={style} title={words}>{shown}</span>
  return <button type="button" className={className} style={style} title={words} aria-label={words} tabIndex={isAt ? 0 : -1} data-span={tag} onClick={onPick}>{shown}</button>
}

function DayHead({ day, zone, isFirst }: { day: number; zone: string; isFirst: boolean }) {
  // Noon, so that a day without a midnight is still the same day.
  const noon = day + 43_200_000
  const part = (options: Intl.DateTimeFormatOptions) => new Date(noon).toLocaleDateString(locale, { ...options, timeZone: zone })
  const number = part({ day: 'numeric' })
  const isWeekend = isWeekendAt(noon, zone)
  return (
    <div className={isWeekend ? 'off' : ''}>
      <small>{isFirst || number.replace('.', '') === '1' ? part({ month: 'short' }) : part({ weekday: 'narrow' })}</small>
      <b className="num">{number.replace('.', '')}</b>
    </div>
  )
}

function DayLines({ days, zone }: { days: number[]; zone: string }) {
  return <span className="strip-lines" aria-hidden="true">{days.slice(0, -1).map((day) => <i key={day} className={isWeekendAt(day + 43_200_000, zone) ? 'off' : ''} />)}</span>
}

function isWeekendAt(at: number, zone: string): boolean {
  return ['Sat', 'Sun'].includes(new Date(at).toLocaleDateString('en', { weekday: 'short', timeZone: zone }))
}

/** A hole that is over is nobody's business any more. */
function toCome(span: DutySpan, now: number): DutySpan[] {
  if (span.duty || span.from >= now) return [span]
  return span.to <= now ? [] : [{ ...span, from: now }]
}

/** Where an arrow key leads: along the row, or to what is there at the same time in the next row that has anything. */
function walk(rows: Row[], at: { row: number; from: number }, key: string): { row: number; from: number } | undefined {
  const row = rows[at.row]
  const index = row?.spans.findIndex(({ from }) => from === at.from) ?? -1
  if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home' || key === 'End') {
    const last = (row?.spans.length ?? 0) - 1
    const to = row?.spans[key === 'Home' ? 0 : key === 'End' ? last : Math.min(last, Math.max(0, index + (key === 'ArrowRight' ? 1 : -1)))]
    return to && { row: at.row, from: to.from }
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined
  const step = key === 'ArrowDown' ? 1 : -1
  for (let next = at.row + step; rows[next]; next += step) {
    const spans = rows[next]?.spans ?? []
    const found = spans.findLast(({ from }) => from <= at.from) ?? spans[0]
    if (found) return { row: next, from: found.from }
  }
  return undefined
}
