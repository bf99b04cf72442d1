import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { absencesApi } from '../../api/absences'
import { rosterQuery } from '../../api/queries'
import { Sheet } from '../../parts/Sheet'
import { t } from '../../words/t'

const dayMs = 86_400_000

/** Somebody will be away: the first day and the last. */
export function AbsenceSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const roster = useQuery(rosterQuery)
  const [input, setInput] = useState({ repId: '', first: '', last: '', note: '' })
  const add = useMutation({
    mutationFn: () => absencesApi.add({ repId: input.repId, startsAt: Date.parse(input.first), endsAt: Date.parse(input.last) + dayMs, isLocal: true, note: input.note }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['roster'] })
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Add an absence')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="absence-form" className="btn solid" disabled={add.isPending}>{t('Add it')}</button>
        </>
      }
    >
      <form id="absence-form" className="stack" onSubmit={(event) => { event.preventDefault(); add.mutate() }}>
        <div>
          <label className="lab" htmlFor="absence-who">{t('Who')}</label>
          <select id="absence-who" className="field" required value={input.repId} onChange={(event) => setInput({ ...input, repId: event.target.value })}>
            <option value="">{t('Choose somebody')}</option>
            {roster.data?.reps.map((rep) => <option key={rep.id} value={rep.id}>{rep.name}</option>)}
          </select>
        </div>
        <div className="sub-fields">
          <div>
            <label className="lab" htmlFor="absence-first">{t('First day')}</label>
            <input id="absence-first" className="field" type="date" required value={input.first} onChange={(event) => setInput({ ...input, first: event.target.value, last: input.last || event.target.value })} />
          </div>
          <div>
            <label className="lab" htmlFor="absence-last">{t('Last day')}</label>
            <input id="absence-last" className="field" type="date" required min={input.first} value={input.last} onChange={(event) => setInput({ ...input, last: event.target.value })} />
          </div>
        </div>
        <div>
          <label className="lab" htmlFor="absence-note">{t('Note')}</label>
          <input id="absence-note" className="field" maxLength={200} value={input.note} onChange={(event) => setInput({ ...input, note: event.target.value })} />
        </div>
        {add.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{add.error.message}</p>}
      </form>
    </Sheet>
  )
}
