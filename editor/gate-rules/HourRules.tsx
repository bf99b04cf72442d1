import { Plus, Trash2 } from 'lucide-react'
import type { GateRules } from '#nodes/revops/gate/gate-rules'
import { WeekdayButtons } from '../parts/WeekdayButtons'
import { t } from '../words/t'
import { ChannelBoxes } from './ChannelBoxes'

type Hours = GateRules['hours']

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** When people may be reached, by their own clock. */
export function HourRules({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const put = (index: number, part: Partial<Hours[number]>) => onChange(hours.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <section>
      <h2>{t('At which hours')}</h2>
      <p className="help">{t('By the clock of the person, wherever they are. Where we only know some places, all of them must allow it. Of several rules that fit, all hold.')}</p>
      <ul className="rule-rows">
        {hours.map((rule, index) => {
          const { channels, region, from, to, weekdays } = rule
          const name = t('Hours {number}', { number: index + 1 })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own, and none changes its place
            <li key={index}>
              <ChannelBoxes label={t('{name}: ways', { name })} channels={channels} onChange={(next) => put(index, { channels: next })} />
              <label>{t('from')} <input className="field small" style={{ width: 76 }} aria-label={t('{name}: from', { name })} value={from} onChange={(event) => put(index, { from: event.target.value })} /></label>
              <label>{t('to')} <input className="field small" style={{ width: 76 }} aria-label={t('{name}: to', { name })} value={to} onChange={(event) => put(index, { to: event.target.value })} /></label>
              <label>{t('in')} <input className="field small" style={{ width: 110 }} aria-label={t('{name}: where', { name })} placeholder={t('everywhere')} value={region ?? ''} onChange={(event) => onChange(hours.map((each, at) => (at === index ? withRegion(each, event.target.value) : each)))} /></label>
              <WeekdayButtons weekdays={weekdays ?? everyDay} onChange={(next) => put(index, { weekdays: next })} />
              <button type="button" className="btn icon plain" aria-label={t('Remove {name}', { name })} onClick={() => onChange(hours.filter((_, at) => at !== index))}><Trash2 aria-hidden="true" /></button>
            </li>
          )
        })}
      </ul>
      {hours.length === 0 && <p className="quiet">{t('No hours: people are reached at any time of day and night.')}</p>}
      <button type="button" className="btn sm" onClick={() => onChange([...hours, { channels: ['email'], from: '08:00', to: '20:00' }])}><Plus aria-hidden="true" /> {t('Add hours')}</button>
    </section>
  )
}

function withRegion({ region: _, ...rule }: Hours[number], text: string): Hours[number] {
  const region = text.trim().toUpperCase()
  return region === '' ? rule : { ...rule, region }
}
