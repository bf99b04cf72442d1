import type { Schedule } from '#nodes/revops/schedule'
import type { FieldProps } from '@rjsf/utils'
import { WeekdayButtons } from '../../parts/WeekdayButtons'
import { ZoneField } from '../../parts/ZoneField'
import { FieldWords } from '../FieldWords'
import { errorsIn, type FormData, type FormSchema, type NodeFormContext, settingOf } from '../form-context'
import { t } from '../../words/t'

/** Days of the week, a time of day, and whose clocks show it. */
export function ScheduleField({ fieldPathId, formData, onChange, errorSchema, schema }: FieldProps<FormData, FormSchema, NodeFormContext>) {
  const id = fieldPathId.$id
  const { weekdays = [], time = '09:00', zone = 'Europe/Berlin' } = settingOf<Schedule>(formData, schema)
  const change = (next: Partial<Schedule>) => onChange({ weekdays, time, zone, ...next } as unknown as FormData, fieldPathId.path)
  return (
    <>
      <fieldset className="schedule" aria-labelledby={`${id}__label`}>
        <WeekdayButtons weekdays={weekdays} onChange={(next) => change({ weekdays: next })} />
        <input className="field num" type="time" aria-label={t('Time of day')} value={time} onChange={(event) => change({ time: event.target.value })} />
        <ZoneField zone={zone} onChange={(next) => change({ zone: next })} />
      </fieldset>
      <FieldWords id={`${id}__wrong`} errors={errorsIn(errorSchema)} />
    </>
  )
}
