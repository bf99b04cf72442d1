import type { Duration } from '#nodes/sdk/duration'
import type { FieldProps } from '@rjsf/utils'
import { errorsIn, type FormData, type FormSchema, type NodeFormContext, settingOf } from '../form-context'
import { FieldWords } from '../FieldWords'
import { t } from '../../words/t'

const units = { s: t('seconds'), min: t('minutes'), h: t('hours'), d: t('days') } satisfies Record<Duration['unit'], string>

/** A length of time: an amount and a unit. An amount that is being typed may be wrong for a moment; it is kept as typed. */
export function DurationField({ fieldPathId, formData, onChange, errorSchema, schema }: FieldProps<FormData, FormSchema, NodeFormContext>) {
  const id = fieldPathId.$id
  const { amount, unit = 'min' } = settingOf<Duration>(formData, schema)
  const errors = errorsIn(errorSchema)
  const change = (next: Partial<Duration>) => onChange({ amount: amount ?? 0, unit, ...next } as unknown as FormData, fieldPathId.path)
  return (
    <>
      <fieldset className="dur" aria-labelledby={`${id}__label`}>
        <input
          id={id}
          className={`field num ${errors.length > 0 ? 'wrong' : ''}`}
          type="number"
          min={0}
          step="any"
          inputMode="decimal"
          aria-label={t('Amount')}
          aria-invalid={errors.length > 0}
          aria-describedby={`${id}__words ${id}__wrong`}
          value={amount === 0 || amount === undefined ? '' : amount}
          onChange={(event) => change({ amount: event.target.value === '' ? 0 : Number(event.target.value) })}
        />
        <select className="field" aria-label={t('Unit')} value={unit} onChange={(event) => change({ unit: event.target.value as Duration['unit'] })}>
          {Object.entries(units).map(([value, words]) => (
            <option key={value} value={value}>{words}</option>
          ))}
        </select>
      </fieldset>
      <FieldWords id={`${id}__wrong`} errors={errors} />
    </>
  )
}
