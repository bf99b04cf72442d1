import type { Figure } from '#engine/graph/flow'
import { t } from '../words/t'

/** Figures that flows often move; anything else can be written. */
const known = [
  t('Leads that wait more than 2 hours for an owner'), t('Time to the first answer'), t('Leads without an owner'), t('Leads contacted within the target'), t('Meetings per 100 leads'),
  t('Share of deals won'), t('Deals without activity'), t('Handoffs with gaps'),
]

/** Which figure the flow should move, from what to what. */
export function FigureFields({ figure = { name: '', now: '', goal: '' }, onChange }: { figure?: Figure | undefined; onChange: (figure: Figure) => void }) {
  return (
    <fieldset className="form-field">
      <legend className="lab" style={{ padding: 0 }}>{t('The figure it should move')}</legend>
      <input className="field" list="known-figures" maxLength={200} aria-label={t('Name of the figure')} placeholder={t('For example: time to the first answer')} value={figure.name} onChange={(event) => onChange({ ...figure, name: event.target.value })} />
      <datalist id="known-figures">{known.map((name) => <option key={name} value={name} />)}</datalist>
      <div className="figure-fields">
        <input className="field" maxLength={60} aria-label={t('What it is now')} placeholder={t('Now, as 2 h')} value={figure.now} onChange={(event) => onChange({ ...figure, now: event.target.value })} />
        <input className="field" maxLength={60} aria-label={t('What it should become')} placeholder={t('Goal, as 15 min')} value={figure.goal} onChange={(event) => onChange({ ...figure, goal: event.target.value })} />
      </div>
      <p className="help">{t('So that everybody sees whether the flow helps.')}</p>
    </fieldset>
  )
}
