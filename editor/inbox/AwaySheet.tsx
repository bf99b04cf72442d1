import { serverNow } from '../api/clock'
import { useState } from 'react'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

const hour = 3_600_000
const hours = [1, 3]

function tomorrowAt(clock: number): number {
  const morning = new Date(serverNow())
  morning.setDate(morning.getDate() + 1)
  morning.setHours(clock, 0, 0, 0)
  return morning.getTime()
}

/** Asks until when somebody is away. */
export function AwaySheet({ onClose, onAway }: { onClose: () => void; onAway: (until: number) => void }) {
  const [day, setDay] = useState('')
  const away = (until: number) => {
    onAway(until)
    onClose()
  }
  const chosen = day === '' ? undefined : new Date(`${day}T08:00`).getTime()
  return (
    <Sheet title={t('Away until')} onClose={onClose} foot={<button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>}>
      <p>{t('Leads that wait for your answer go on to others at once. Those you have stay yours.')}</p>
      <div className="grid gap-2">
        {hours.map((each) => <button key={each} type="button" className="btn phone" onClick={() => away(serverNow() + each * hour)}>{t('{hours, plural, one {For an hour} other {For # hours}}', { hours: each })}</button>)}
        <button type="button" className="btn phone" onClick={() => away(tomorrowAt(8))}>{t('Until tomorrow at 8')}</button>
      </div>
      <div>
        <label className="lab" htmlFor="away-until">{t('Until a day, at 8 in the morning')}</label>
        <input id="away-until" className="field" type="date" value={day} min={new Date(tomorrowAt(8)).toISOString().slice(0, 10)} onChange={(event) => setDay(event.target.value)} />
      </div>
      {chosen !== undefined && chosen > serverNow() && <button type="button" className="btn solid phone" onClick={() => away(chosen)}>{t('Away until then')}</button>}
    </Sheet>
  )
}
