import type { Schedule } from '#nodes/revops/schedule'
import type { FieldProps } from '@rjsf/utils'
import { FieldWords } from '../FieldWords'
import { errorsIn, type FormData, type FormSchema, type NodeFormContext, settingOf } from '../form-context'
import { t } from '../../words/t'

const days = [t('Mon'), t('Tue'), t('Wed'), t('Thu'), t('Fri'), t('Sat'), t('Sun')]
const zones = Intl.supportedValuesOf('timeZone')

/** Days of the week, a time of day, and whose clocks show it. */
export function ScheduleField({ fieldPathId, formData, onChange, errorSchema, schema }: FieldProps<FormData, FormSchema, NodeFormContext>) {
  const id = fieldPathId.$id
  const { weekdays = [], time = '09:00', zone = 'Europe/Berlin' } = settingOf<Schedule>(formData, schema)
  const change = (next: Partial<Schedule>) => onChange({ weekdays, time, zone, ...next } as unknown as FormData, fieldPathId.path)
  return (
    <>
      <fieldset className="schedule" aria-labelledby={`${id}__label`}>
        <div className="weekdays">
          {days.map((words, index) => {
            const day = index + 1
            const isOn = weekdays.includes(day)
            return (
              <button key={words} type="button" className={`btn sm ${isOn ? 'soft' : ''}`} aria-pressed={isOn} onClick={() => change({ weekdays: (isOn ? weekdays.filter((each) => each !== day) : [...weekdays, day]).sort((a, b) => a - b) })}>
                {words}
              </button>
            )
          })}
        </div>
        <input className="field num" type="time" aria-label={t('Time of day')} value={time} onChange={(event) => change({ time: event.target.value })} />
        <input className="field" aria-label={t('Time zone')} list={`${id}__zones`} spellCheck={false} value={zone} onChange={(event) => change({ zone: event.target.value })} />
        <datalist id={`${id}__zones`}>
          {zones.map((each) => <option key={each} value={each} />)}
        </datalist>
      </fieldset>
      <FieldWords id={`${id}__wrong`} errors={errorsIn(errorSchema)} />
    </>
  )
}
