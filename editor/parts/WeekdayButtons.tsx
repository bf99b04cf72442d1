import { t } from '../words/t'

const days = [t('Mon'), t('Tue'), t('Wed'), t('Thu'), t('Fri'), t('Sat'), t('Sun')]

/** Days of the week that are on or off; 1 is Monday. */
export function WeekdayButtons({ weekdays, onChange }: { weekdays: number[]; onChange: (weekdays: number[]) => void }) {
  return (
    <div className="weekdays">
      {days.map((words, index) => {
        const day = index + 1
        const isOn = weekdays.includes(day)
        return (
          <button key={words} type="button" className={`btn sm ${isOn ? 'soft' : ''}`} aria-pressed={isOn} onClick={() => onChange((isOn ? weekdays.filter((each) => each !== day) : [...weekdays, day]).sort((a, b) => a - b))}>
            {words}
          </button>
        )
      })}
    </div>
  )
}
