import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { BusinessHours } from '#nodes/revops/business-time'
import { hoursApi, hoursQuery } from '../../api/hours'
import { BoneRows, Failed } from '../../parts/states'
import { useToasts } from '../../parts/toasts'
import { WeekdayButtons } from '../../parts/WeekdayButtons'
import { ZoneField } from '../../parts/ZoneField'
import { locale } from '../../words/language'
import { t } from '../../words/t'

/** When people work: waits in working time, deadlines, routing and the pause after a colleague’s touch all count by it. Ops change it. */
export function HoursSection({ mayChange }: { mayChange: boolean }) {
  const found = useQuery(hoursQuery)
  return (
    <section className="section hours" aria-labelledby="hours-title">
      <h2 id="hours-title">{t('Working time')}</h2>
      <p className="quiet mb-2">{t('What counts in working time leaves out nights, days off and holidays. Reps work these hours by their own clocks.')}</p>
      {found.isPending ? (
        <BoneRows rows={3} label={t('Reading the working time')} />
      ) : found.isError && !found.data ? (
        <Failed error={found.error} what={t('The working time')} />
      ) : (
        // Begins anew when somebody else has changed it.
        <HoursForm key={JSON.stringify(found.data.hours)} hours={found.data.hours} mayChange={mayChange} />
      )}
    </section>
  )
}

function HoursForm({ hours, mayChange }: { hours: BusinessHours; mayChange: boolean }) {
  const client = useQueryClient()
  const [input, setInput] = useState(hours)
  const [holiday, setHoliday] = useState('')
  const [refused, setRefused] = useState<string>()
  const save = useMutation({
    mutationFn: () => hoursApi.change(input),
    onSuccess: (answer) => {
      client.setQueryData(hoursQuery.queryKey, answer)
      useToasts.getState().say(t('Kept. Waits that stand open keep the end that they were given.'))
    },
  })
  const isChanged = JSON.stringify(input) !== JSON.stringify(hours)
  const set = (change: Partial<BusinessHours>) => setInput({ ...input, ...change })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const problem = BusinessHours.safeParse(input).error?.issues[0]?.message
        setRefused(problem)
        if (problem === undefined) save.mutate()
      }}
    >
      <fieldset disabled={!mayChange} className="stack">
        <div>
          <span className="lab">{t('Days')}</span>
          <WeekdayButtons weekdays={input.weekdays} onChange={(weekdays) => set({ weekdays })} />
        </div>
        <div className="sub-fields">
          <div>
            <label className="lab" htmlFor="hours-from">{t('From')}</label>
            <input id="hours-from" className="field" type="time" required value={input.from} onChange={(event) => set({ from: event.target.value })} />
          </div>
          <div>
            <label className="lab" htmlFor="hours-to">{t('Until')}</label>
            {/* The end of a day is no time that such a field knows. */}
            <input id="hours-to" className="field" type="time" required value={input.to === '24:00' ? '00:00' : input.to} onChange={(event) => set({ to: event.target.value === '00:00' ? '24:00' : event.target.value })} />
          </div>
          <div>
            <span className="lab">{t('By the clocks in')}</span>
            <ZoneField zone={input.zone} onChange={(zone) => set({ zone })} />
          </div>
        </div>
        <div>
          <label className="lab" htmlFor="hours-holiday">{t('Holidays')}</label>
          {input.holidays.length === 0 && <p className="quiet">{t('None yet.')}</p>}
          <ul className="holidays">
            {input.holidays.map((date) => (
              <li key={date} className="chip flat">
                {dateWords(date)}
                {mayChange && <button type="button" className="btn plain icon xs" aria-label={t('Work on {date}', { date: dateWords(date) })} onClick={() => set({ holidays: input.holidays.filter((each) => each !== date) })}><X aria-hidden="true" /></button>}
              </li>
            ))}
          </ul>
          {mayChange && (
            <div className="flex items-center gap-2">
              <input id="hours-holiday" className="field" type="date" value={holiday} onChange={(event) => setHoliday(event.target.value)} />
              <button type="button" className="btn sm" disabled={holiday === '' || input.holidays.includes(holiday) || input.holidays.length >= 500} onClick={() => { set({ holidays: [...input.holidays, holiday].sort() }); setHoliday('') }}>
                <Plus aria-hidden="true" /> {t('Add a holiday')}
              </button>
            </div>
          )}
        </div>
      </fieldset>
      {(refused ?? save.error) && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{refused ?? save.error?.message}</p>}
      {mayChange && (
        <div className="flex items-center gap-2">
          <button type="submit" className="btn solid" disabled={!isChanged || save.isPending}>{t('Keep the working time')}</button>
          {isChanged && <button type="button" className="btn" onClick={() => setInput(hours)}>{t('As it was')}</button>}
        </div>
      )}
    </form>
  )
}

/** "Fri, 25 Dec 2026", whatever zone the reader is in. */
function dateWords(date: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(date))
}
