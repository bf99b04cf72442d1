import { useId } from 'react'
import { t } from '../words/t'

const zones = Intl.supportedValuesOf('timeZone')

/** A time zone, typed with those that there are below. */
export function ZoneField({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const id = useId()
  return (
    <>
      <input className="field" aria-label={t('Time zone')} list={id} spellCheck={false} value={zone} maxLength={60} onChange={(event) => onChange(event.target.value)} />
      <datalist id={id}>
        {zones.map((each) => <option key={each} value={each} />)}
      </datalist>
    </>
  )
}
