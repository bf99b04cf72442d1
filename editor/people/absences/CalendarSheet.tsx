import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Counts } from '#nodes/revops/calendar-absence'
import { absencesApi, type Whose } from '../../api/absences'
import { rosterQuery } from '../../api/queries'
import { Sheet } from '../../parts/Sheet'
import { useToasts } from '../../parts/toasts'
import { t } from '../../words/t'

const countsWords: Record<Counts, { words: string; help: string }> = {
  away: { words: t('Only what says that somebody is away'), help: t('Marked as out of office, or called vacation, sick, time off and the like.') },
  busy: { words: t('Everything in which they are busy'), help: t('For a calendar of absences, or where meetings count as well. What is marked as free never counts.') },
}

/** A calendar by its address, read again and again, or once from a file. */
export function CalendarSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const roster = useQuery(rosterQuery)
  const input = useRef<HTMLInputElement>(null)
  const [whose, setWhose] = useState('')
  const [url, setUrl] = useState('')
  const [counts, setCounts] = useState<Counts>('away')
  const [kind, id = ''] = whose.split(' ')
  const owner: Whose = kind === 'team' ? { teamId: id } : { repId: id }
  const name = [...(roster.data?.teams ?? []), ...(roster.data?.reps ?? [])].find((each) => each.id === id)?.name ?? ''
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['roster'] })
    onClose()
  }
  const add = useMutation({ mutationFn: () => absencesApi.addFeed({ name, url, counts, ...owner }), onSuccess: done })
  const bring = useMutation({
    mutationFn: (file: File) => absencesApi.bringFile(file, owner, counts),
    onSuccess: async ({ added, unmatched }) => {
      useToasts.getState().say(t('{added, plural, =0 {No absence is new.} one {One absence was added.} other {# absences were added.}}{unmatched, plural, =0 {} one { # entry is nobody’s here.} other { # entries are nobody’s here.}}', { added, unmatched }))
      await done()
    },
  })
  const error = add.error ?? bring.error
  return (
    <Sheet
      title={t('Add a calendar')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="calendar-form" className="btn solid" disabled={add.isPending}>{add.isPending ? t('Reading it …') : t('Read it from now on')}</button>
        </>
      }
    >
      <form id="calendar-form" className="stack" onSubmit={(event) => { event.preventDefault(); bring.reset(); add.mutate() }}>
        <div>
          <label className="lab" htmlFor="calendar-whose">{t('Whose calendar')}</label>
          <select id="calendar-whose" className="field" required value={whose} onChange={(event) => setWhose(event.target.value)}>
            <option value="">{t('Choose a person or a team')}</option>
            <optgroup label={t('A team')}>{roster.data?.teams.map((team) => <option key={team.id} value={`team ${team.id}`}>{team.name}</option>)}</optgroup>
            <optgroup label={t('One person')}>{roster.data?.reps.map((rep) => <option key={rep.id} value={`rep ${rep.id}`}>{rep.name}</option>)}</optgroup>
          </select>
          {kind === 'team' && <p className="help">{t('Each entry counts for whoever takes part in it by e-mail, or whose whole name it is called by.')}</p>}
        </div>
        <div>
          <label className="lab" htmlFor="calendar-url">{t('Its secret address in iCal format')}</label>
          <input id="calendar-url" className="field" required maxLength={2_000} spellCheck={false} autoComplete="off" value={url} onChange={(event) => setUrl(event.target.value)} />
          <p className="help">{t('Google: settings of the calendar, “Secret address in iCal format”. Outlook: “Publish a calendar”, ICS. It is kept encrypted and not shown again; it is read each 15 minutes.')}</p>
        </div>
        <fieldset className="grid gap-2">
          <legend className="lab" style={{ padding: 0 }}>{t('What counts as being away?')}</legend>
          {(Object.keys(countsWords) as Counts[]).map((each) => (
            <label key={each} className="flex gap-2 items-start">
              <input type="radio" className="radio" style={{ marginTop: 2 }} name="calendar-counts" checked={counts === each} onChange={() => setCounts(each)} />
              <span>{countsWords[each].words}<span className="help block" style={{ marginTop: 1 }}>{countsWords[each].help}</span></span>
            </label>
          ))}
        </fieldset>
        <div className="flex gap-2 items-center">
          <button type="button" className="btn" disabled={whose === '' || bring.isPending} onClick={() => input.current?.click()}><FileUp aria-hidden="true" /> {t('Bring an .ics file instead')}</button>
        </div>
        <input
          ref={input}
          type="file"
          accept=".ics,text/calendar"
          hidden
          aria-label={t('A calendar file')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            add.reset()
            if (file) bring.mutate(file)
          }}
        />
        {error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{error.message}</p>}
      </form>
    </Sheet>
  )
}
