import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { type Absence, absencesApi, absencesQuery } from '../../api/absences'
import { useNow } from '../../api/clock'
import { BoneRows, Failed } from '../../parts/states'
import { exactWords } from '../../parts/times'
import { sayError } from '../../parts/toasts'
import { locale } from '../../words/language'
import { t } from '../../words/t'
import { AbsenceSheet } from './AbsenceSheet'
import { CalendarSheet } from './CalendarSheet'
import { FeedTable } from './FeedTable'

const originWords: Record<Absence['origin'], string> = { person: t('Written down here'), calendar: t('From a calendar'), hr: t('From the HR system') }

/** Who is away when, and the calendars that say so. */
export function AbsenceSection() {
  const read = useQuery(absencesQuery)
  const [open, setOpen] = useState<'absence' | 'calendar'>()
  return (
    <section className="team-spread" aria-labelledby="absences-title">
      <h2 id="absences-title">{t('Who is away')}</h2>
      <p className="soft">{t('Nobody who is away is offered a lead; offers that wait for them go on to the next.')}</p>
      <div className="flex gap-2 px-4 pb-3">
        <button type="button" className="btn sm" onClick={() => setOpen('absence')}><Plus aria-hidden="true" /> {t('Add an absence')}</button>
        <button type="button" className="btn sm" onClick={() => setOpen('calendar')}><CalendarPlus aria-hidden="true" /> {t('Add a calendar')}</button>
      </div>
      {read.isPending ? <BoneRows rows={3} label={t('Reading who is away')} /> : read.isError ? <Failed error={read.error} what={t('Who is away')} /> : (
        <>
          {read.data.absences.length === 0 ? <p className="quiet">{t('Nobody is away, and nobody will be as far as is known.')}</p> : <AbsenceTable absences={read.data.absences} />}
          {read.data.feeds.length > 0 && <FeedTable feeds={read.data.feeds} />}
        </>
      )}
      {open === 'absence' && <AbsenceSheet onClose={() => setOpen(undefined)} />}
      {open === 'calendar' && <CalendarSheet onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function AbsenceTable({ absences }: { absences: Absence[] }) {
  const client = useQueryClient()
  const now = useNow()
  const remove = useMutation({ mutationFn: absencesApi.remove, onError: sayError, onSettled: () => client.invalidateQueries({ queryKey: absencesQuery.queryKey }) })
  return (
    <table className="list-table">
      <thead><tr><th style={{ width: '22%' }}>{t('Who')}</th><th style={{ width: '28%' }}>{t('From and until')}</th><th>{t('Note')}</th><th style={{ width: '18%' }}>{t('Where from')}</th><th style={{ width: 110 }}><span className="sr-only-now">{t('Take it back')}</span></th></tr></thead>
      <tbody>
        {absences.map((absence) => (
          <tr key={absence.id}>
            <td className="med">{absence.repName} {absence.startsAt <= now && <span className="chip wait sm flat">{t('away now')}</span>}</td>
            <td title={`${exactWords(absence.startsAt)} – ${exactWords(absence.endsAt)}`}>{spanWords(absence)}</td>
            <td className="soft" title={absence.note}>{absence.note}</td>
            <td className="soft">{originWords[absence.origin]}</td>
            <td className="tools">{!absence.isFixed && <button type="button" className="btn xs" disabled={remove.isPending} aria-label={t('Take it back: {name}', { name: absence.repName })} onClick={() => remove.mutate(absence.id)}>{t('Take it back')}</button>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whole days, where the person is, as days, else with the time; the last day is the one on which somebody is still away. */
function spanWords({ startsAt, endsAt, zone: timeZone }: Absence): string {
  const clock = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' })
  const isWholeDays = [startsAt, endsAt].every((at) => clock.format(at) === '00:00')
  const format = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short', ...(!isWholeDays && { hour: '2-digit', minute: '2-digit' }) })
  return format.formatRange(startsAt, isWholeDays ? endsAt - 1 : endsAt)
}
