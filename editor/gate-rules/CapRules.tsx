import { Plus, Trash2 } from 'lucide-react'
import { contactChannels, type ContactChannel } from '#nodes/revops/gate/channels'
import type { GateRules } from '#nodes/revops/gate/gate-rules'
import { t } from '../words/t'

type Caps = GateRules['caps']

/** How many messages one person gets at most, over all flows. */
export function CapRules({ caps, onChange }: { caps: Caps; onChange: (caps: Caps) => void }) {
  const put = (index: number, next: Caps[number]) => onChange(caps.map((each, at) => (at === index ? next : each)))
  return (
    <section>
      <h2>{t('How often')}</h2>
      <p className="help">{t('At most so many for one person, over all flows together. A day is a day where the person is; a week is seven of them.')}</p>
      <ul className="rule-rows">
        {caps.map((cap, index) => {
          const name = t('Limit {number}', { number: index + 1 })
          const { channel: _, ...rest } = cap
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: limits have no name of their own, and none changes its place
            <li key={index}>
              <span>{t('at most')}</span>
              <input className="field small num" type="number" min={1} max={100} style={{ width: 70 }} aria-label={t('{name}: how many', { name })} value={cap.most} onChange={(event) => put(index, { ...cap, most: Number(event.target.value) })} />
              <select className="field small" style={{ width: 'auto' }} aria-label={t('{name}: of what', { name })} value={cap.channel ?? ''} onChange={(event) => put(index, event.target.value === '' ? rest : { ...rest, channel: event.target.value as ContactChannel })}>
                <option value="">{t('of all ways together')}</option>
                {Object.entries(contactChannels).map(([each, words]) => <option key={each} value={each}>{words}</option>)}
              </select>
              <select className="field small" style={{ width: 'auto' }} aria-label={t('{name}: within', { name })} value={cap.per} onChange={(event) => put(index, { ...cap, per: event.target.value as 'day' | 'week' })}>
                <option value="day">{t('a day')}</option>
                <option value="week">{t('a week')}</option>
              </select>
              <button type="button" className="btn icon plain" aria-label={t('Remove {name}', { name })} onClick={() => onChange(caps.filter((_each, at) => at !== index))}><Trash2 aria-hidden="true" /></button>
            </li>
          )
        })}
      </ul>
      {caps.length === 0 && <p className="quiet">{t('No limit: each flow writes as often as it says.')}</p>}
      <button type="button" className="btn sm" onClick={() => onChange([...caps, { channel: 'email', per: 'week', most: 3 }])}><Plus aria-hidden="true" /> {t('Add a limit')}</button>
    </section>
  )
}
