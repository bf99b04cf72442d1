import type { Scenario, World } from '../api/trying'
import { t } from '../words/t'

interface Props {
  scenario: Scenario
  world: World
  onChange(part: Partial<Scenario>): void
  onWorld(world: World): void
}

const pad = (value: number) => String(value).padStart(2, '0')

/** An instant as the browser's field for it wants it, in the zone of the browser. */
function localText(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** When the lead arrives, how often, and how it stands with people and messages then. */
export function CircumstanceFields({ scenario, world, onChange, onWorld }: Props) {
  return (
    <>
      <label className="try-field wide">
        <span>{t('It arrives')}</span>
        <input
          type="datetime-local"
          className="field small"
          required
          min="2000-01-01T00:00"
          max="2090-01-01T00:00"
          value={localText(scenario.startAt)}
          onChange={(event) => {
            const at = Date.parse(event.target.value)
            if (Number.isFinite(at) && at > 0) onChange({ startAt: at })
          }}
        />
      </label>
      <Choice label={t('How often')} value={String(scenario.times)} onChoose={(times) => onChange({ times: Number(times) })} choices={{ 1: t('Once'), 2: t('The same twice'), 3: t('The same three times') }} />
      <Choice label={t('The team')} value={world} onChoose={(chosen) => onWorld(chosen as World)} choices={{ generated: t('An invented team'), workspace: t('Your team as it is now') }} />
      <Choice
        label={t('People')}
        value={scenario.situation}
        onChoose={(situation) => onChange({ situation: situation as Scenario['situation'] })}
        choices={{ usual: t('As usual'), 'nobody-available': t('All out of office'), 'everyone-full': t('All have as many leads as they may') }}
      />
      <Choice
        label={t('Messages')}
        value={scenario.providers}
        onChoose={(providers) => onChange({ providers: providers as Scenario['providers'] })}
        choices={{ usual: t('Get through'), failing: t('Do not get out'), uncertain: t('May or may not arrive') }}
      />
      <Choice
        label={t('Who answers')}
        value={scenario.answers}
        onChoose={(answers) => onChange({ answers: answers as Scenario['answers'] })}
        choices={{ nobody: t('I answer for them'), everybody: t('Everybody, after 2 minutes') }}
      />
    </>
  )
}

function Choice({ label, value, choices, onChoose }: { label: string; value: string; choices: Record<string, string>; onChoose(value: string): void }) {
  return (
    <label className="try-field">
      <span>{label}</span>
      <select className="field small" value={value} onChange={(event) => onChoose(event.target.value)}>
        {Object.entries(choices).map(([key, words]) => <option key={key} value={key}>{words}</option>)}
      </select>
    </label>
  )
}
