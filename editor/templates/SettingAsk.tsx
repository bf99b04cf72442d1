import { useId } from 'react'
import { Duration, durationMs } from '#nodes/sdk/duration'
import type { TemplateSetting, TemplateValue } from '#templates/template'
import { t, translated } from '../words/t'

interface Props {
  setting: TemplateSetting
  value: TemplateValue | undefined
  onChange: (value: TemplateValue) => void
}

/** A number, length of time or choice of a template. */
export function SettingAsk({ setting, value, onChange }: Props) {
  const id = useId()
  return (
    <fieldset className="ask" aria-describedby={`${id}-help`}>
      <legend className="lab">{translated(setting.label)}</legend>
      {setting.kind === 'duration' && <TimeAsk setting={setting} value={value as Duration} onChange={onChange} />}
      {setting.kind === 'number' && (
        <input className="field num" style={{ width: 96 }} type="number" min={setting.min} max={setting.max} aria-label={translated(setting.label)} value={Number(value)} onChange={(event) => onChange(Math.min(setting.max, Math.max(setting.min, Math.round(Number(event.target.value) || setting.min))))} />
      )}
      {setting.kind === 'choice' && <ChoiceAsk setting={setting} value={value as string} name={id} onChange={onChange} />}
      {setting.kind === 'choices' && <ChoicesAsk setting={setting} value={value as string[]} onChange={onChange} />}
      <p className="help" id={`${id}-help`}>{translated(setting.help)}</p>
    </fieldset>
  )
}

const units: Record<Duration['unit'], string> = { s: t('seconds'), min: t('minutes'), h: t('hours'), d: t('days') }

export function timeWords({ amount, unit }: Duration): string {
  return {
    s: t('{amount, plural, one {# second} other {# seconds}}', { amount }),
    min: t('{amount, plural, one {# minute} other {# minutes}}', { amount }),
    h: t('{amount, plural, one {# hour} other {# hours}}', { amount }),
    d: t('{amount, plural, one {# day} other {# days}}', { amount }),
  }[unit]
}

function TimeAsk({ setting, value, onChange }: { setting: TemplateSetting & { kind: 'duration' }; value: Duration; onChange: (value: Duration) => void }) {
  const isWrong = !Duration.safeParse(value).success
  return (
    <div className="time-ask">
      <fieldset className="seg" aria-label={t('Often chosen')}>
        {setting.common.map((each) => (
          <button key={timeWords(each)} type="button" aria-pressed={durationMs(each) === durationMs(value)} onClick={() => onChange(each)}>{timeWords(each)}</button>
        ))}
      </fieldset>
      <span className="dur">
        <input className={`field small num ${isWrong ? 'wrong' : ''}`} type="number" min={1} aria-label={`${translated(setting.label)}: ${t('amount')}`} aria-invalid={isWrong} value={value.amount || ''} onChange={(event) => onChange({ ...value, amount: Number(event.target.value) })} />
        <select className="field small" aria-label={`${translated(setting.label)}: ${t('unit')}`} value={value.unit} onChange={(event) => onChange({ ...value, unit: event.target.value as Duration['unit'] })}>
          {Object.entries(units).map(([unit, words]) => <option key={unit} value={unit}>{words}</option>)}
        </select>
      </span>
    </div>
  )
}

function ChoiceAsk({ setting, value, name, onChange }: { setting: TemplateSetting & { kind: 'choice' }; value: string; name: string; onChange: (value: string) => void }) {
  return (
    <div className="choices">
      {setting.options.map((option) => (
        <label key={option.value}>
          <input type="radio" className="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          {translated(option.label)}
        </label>
      ))}
    </div>
  )
}

function ChoicesAsk({ setting, value, onChange }: { setting: TemplateSetting & { kind: 'choices' }; value: string[]; onChange: (value: string[]) => void }) {
  return (
    <div className="choices">
      {setting.options.map((option) => (
        <label key={option.value}>
          <input type="checkbox" className="check" checked={value.includes(option.value)} onChange={(event) => onChange(setting.options.map((each) => each.value).filter((each) => (each === option.value ? event.target.checked : value.includes(each))))} />
          {translated(option.label)}
        </label>
      ))}
    </div>
  )
}

/** An answer in words. */
export function answerWords(setting: TemplateSetting, value: TemplateValue | undefined): string {
  if (setting.kind === 'duration') return timeWords(value as Duration)
  if (setting.kind === 'number') return String(value)
  const chosen = setting.options.filter((option) => (Array.isArray(value) ? value.includes(option.value) : value === option.value)).map((option) => translated(option.label))
  return chosen.length > 0 ? chosen.join(', ') : t('nothing chosen')
}
