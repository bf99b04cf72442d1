import type { JsonObject } from '#nodes/sdk/json'
import { t } from '../words/t'
import { madeUpLead } from './made-up-lead'

interface Props {
  offered: { samples: JsonObject[]; recent: { at: number; lead: JsonObject }[] } | undefined
  onChoose(lead: JsonObject): void
}

/** Which lead to begin with: of the template, like a real one, or made up. */
export function LeadChoice({ offered, onChoose }: Props) {
  const samples = offered?.samples ?? []
  const recent = offered?.recent ?? []
  const choose = (value: string) => {
    const [kind, index] = value.split(' ')
    const lead = kind === 'sample' || (kind === '' && samples.length > 0) ? samples[Number(index ?? 0)] : kind === 'recent' ? recent[Number(index)]?.lead : madeUpLead()
    if (lead) onChoose(lead)
  }
  return (
    <label className="try-field">
      <span>{t('Begin with')}</span>
      <select className="field small" defaultValue="" onChange={(event) => choose(event.target.value)}>
        {samples.length === 0 && <option value="">{t('A made-up lead')}</option>}
        {samples.length > 0 && (
          <optgroup label={t('Of the template')}>
            {/* biome-ignore lint/suspicious/noArrayIndexKey: the list never changes */}
            {samples.map((lead, index) => <option key={index} value={index === 0 ? '' : `sample ${index}`}>{String(lead.name ?? '')}</option>)}
          </optgroup>
        )}
        {recent.length > 0 && (
          <optgroup label={t('Like a lead that came, with an invented person')}>
            {recent.map(({ at }, index) => <option key={at} value={`recent ${index}`}>{t('The one of {when}', { when: new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }) })}</option>)}
          </optgroup>
        )}
        {samples.length > 0 && <option value="made-up">{t('A made-up lead with every field')}</option>}
      </select>
    </label>
  )
}
