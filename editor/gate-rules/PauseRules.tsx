import { type Purpose, purposes } from '#nodes/revops/gate/channels'
import type { GateRules } from '#nodes/revops/gate/gate-rules'
import { t } from '../words/t'

const all = Object.keys(purposes) as Purpose[]

/** How long flows keep quiet after a message, and after a colleague was in touch. */
export function PauseRules({ rules: { gapMinutes, afterHumanDays, peoplePerCompany, neverHeldByPeople }, onChange }: { rules: GateRules; onChange: (part: Partial<GateRules>) => void }) {
  return (
    <section>
      <h2>{t('How far apart')}</h2>
      <ul className="rule-rows">
        <li>
          <label htmlFor="gap-minutes">{t('Between two messages to one person, by whichever way')}</label>
          <input id="gap-minutes" className="field small num" type="number" min={0} max={10_000} style={{ width: 90 }} value={gapMinutes} onChange={(event) => onChange({ gapMinutes: Number(event.target.value) })} /> <span>{t('minutes')}</span>
        </li>
        <li>
          <label htmlFor="human-days">{t('After a colleague was in touch with the person')}</label>
          <input id="human-days" className="field small num" type="number" min={0} max={30} step={0.5} style={{ width: 90 }} value={afterHumanDays} onChange={(event) => onChange({ afterHumanDays: Number(event.target.value) })} /> <span>{t('working days')}</span>
        </li>
        <li>
          <label htmlFor="company-people">{t('Of one company on one day, at most (0: as many as there are)')}</label>
          <input id="company-people" className="field small num" type="number" min={0} max={1_000} style={{ width: 90 }} value={peoplePerCompany} onChange={(event) => onChange({ peoplePerCompany: Number(event.target.value) })} /> <span>{t('people')}</span>
        </li>
        <li>
          <span>{t('Neither pause holds for messages about')}</span>
          <fieldset className="rule-channels" aria-label={t('What does not wait for colleagues')}>
            {all.map((purpose) => (
              <label key={purpose}>
                <input type="checkbox" className="check" checked={neverHeldByPeople.includes(purpose)} onChange={(event) => onChange({ neverHeldByPeople: all.filter((each) => (each === purpose ? event.target.checked : neverHeldByPeople.includes(each))) })} /> {purposes[purpose]}
              </label>
            ))}
          </fieldset>
        </li>
      </ul>
    </section>
  )
}
