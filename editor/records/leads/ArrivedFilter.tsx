import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import { Popover } from '../../parts/Popover'
import { locale } from '../../words/language'
import { t } from '../../words/t'
import { type ArrivedSpan, arrivedSpans, type LeadSearch } from './lead-search'

const spanWords: Record<ArrivedSpan, string> = { today: t('Today'), '7d': t('Last 7 days'), '30d': t('Last 30 days'), '90d': t('Last 90 days') }
const dayWords = (day: string) => new Date(`${day}T12:00`).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' })

/** When leads arrived: the last days, or from one day to another. */
export function ArrivedFilter({ search: { arrived, from, to }, onChange }: { search: LeadSearch; onChange: (next: LeadSearch) => void }) {
  const words = arrived ? spanWords[arrived] : from || to ? `${from ? dayWords(from) : '…'} – ${to ? dayWords(to) : '…'}` : undefined
  const set = (next: { arrived?: ArrivedSpan; from?: string | undefined; to?: string | undefined }) => onChange({ arrived: next.arrived, from: next.from, to: next.to })
  return (
    <Popover className={`btn xs filter-button ${words ? 'soft' : ''}`} button={<>{words ? t('Arrived: {when}', { when: words }) : t('Arrived')} <ChevronDown className="xs" aria-hidden="true" /></>}>
      {(close) => (
        <>
          {arrivedSpans.map((span) => (
            <button
              key={span}
              type="button"
              className="pop-item"
              aria-pressed={arrived === span}
              onClick={() => {
                close()
                set({ arrived: span })
              }}
            >
              {spanWords[span]}
            </button>
          ))}
          <Days from={from} to={to} onChange={set} onDone={close} />
        </>
      )}
    </Popover>
  )
}

function Days({ from, to, onChange, onDone }: { from: string | undefined; to: string | undefined; onChange: (next: { from?: string | undefined; to?: string | undefined }) => void; onDone: () => void }) {
  const id = useId()
  const [[first, last], setDays] = useState([from ?? '', to ?? ''])
  return (
    <form
      className="pop-form"
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
        onChange({ from: first || undefined, to: last || undefined })
      }}
    >
      <div className="sub-fields">
        <div>
          <label className="lab" htmlFor={`${id}-from`}>{t('From')}</label>
          <input id={`${id}-from`} className="field small" type="date" value={first} onChange={(event) => setDays([event.target.value, last])} />
        </div>
        <div>
          <label className="lab" htmlFor={`${id}-to`}>{t('To')}</label>
          <input id={`${id}-to`} className="field small" type="date" value={last} onChange={(event) => setDays([first, event.target.value])} />
        </div>
      </div>
      <div className="pop-foot">
        <button
          type="button"
          className="btn xs plain"
          onClick={() => {
            onDone()
            onChange({})
          }}
        >
          {t('Any')}
        </button>
        <button type="submit" className="btn xs solid">{t('Show')}</button>
      </div>
    </form>
  )
}
