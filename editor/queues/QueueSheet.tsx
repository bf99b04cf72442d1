import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { placesQuery } from '../api/queries'
import { type QueueRow, queuesApi } from '../api/queues'
import { announce } from '../parts/announcements'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { WatcherField } from './WatcherField'

const minute = 60_000
const usual = { offerForMs: 15 * minute, leastLeftMs: 2 * minute }

/** A queue: what it is called, who watches it, whose people are offered what waits, and for how long each. */
export function QueueSheet({ queue, onClose, onMade }: { queue: QueueRow | undefined; onClose: () => void; onMade?: (id: string) => void }) {
  const client = useQueryClient()
  const { data: places } = useQuery(placesQuery)
  const [name, setName] = useState(queue?.name ?? '')
  const [teamId, setTeamId] = useState(queue?.team?.id ?? '')
  const [watchers, setWatchers] = useState(() => queue?.watchers.flatMap(({ id, active }) => (active ? [id] : [])) ?? [])
  const [offerFor, setOfferFor] = useState(String((queue ?? usual).offerForMs / minute))
  const [leastLeft, setLeastLeft] = useState(String((queue ?? usual).leastLeftMs / minute))
  const save = useMutation({
    mutationFn: async () => {
      const input = { name: name.trim(), teamId: teamId || null, watchers, offerForMs: Math.round(Number(offerFor) * minute), leastLeftMs: Math.round(Number(leastLeft) * minute) }
      if (!queue) return (await queuesApi.make(input)).id
      await queuesApi.change(queue.id, input)
      return undefined
    },
    onSuccess: async (made) => {
      await Promise.all([client.invalidateQueries({ queryKey: ['queues'] }), client.invalidateQueries({ queryKey: placesQuery.queryKey })])
      announce(made ? t('The queue is made.') : t('The queue is changed.'))
      onClose()
      if (made) onMade?.(made)
    },
  })
  return (
    <Sheet
      title={queue ? t('Change “{name}”', { name: queue.name }) : t('New queue')}
      className="roomy"
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="queue-form" className="btn solid" disabled={watchers.length === 0 || save.isPending}>{queue ? t('Save') : t('Make the queue')}</button>
        </>
      }
    >
      <form id="queue-form" className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <div>
          <label className="lab" htmlFor="queue-name">{t('Name')}</label>
          <input id="queue-name" className="field" required maxLength={120} placeholder={t('Such as “Overflow West”')} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <WatcherField chosen={watchers} onChange={setWatchers} />
        <div>
          <label className="lab" htmlFor="queue-team">{t('Who is offered what waits')}</label>
          <select id="queue-team" className="field" value={teamId} onChange={(event) => setTeamId(event.target.value)}>
            <option value="">{t('Nobody: it waits until somebody claims it')}</option>
            {places?.references.teams.map((team) => <option key={team.id} value={team.id}>{t('The team {name}', { name: team.name })}</option>)}
          </select>
          <p className="help">{t('As soon as somebody of the team has room again, they are asked: the lead with the highest score first, then the one that has waited longest. Others can still claim it.')}</p>
        </div>
        {teamId !== '' && (
          <div className="two-fields">
            <MinutesField id="queue-offer-for" label={t('Minutes to answer')} least={1} value={offerFor} onChange={setOfferFor} help={t('Then the next is asked.')} />
            <MinutesField id="queue-least-left" label={t('Minutes that must be left')} least={0} value={leastLeft} onChange={setLeastLeft} help={t('Closer to the deadline nobody is asked any more.')} />
          </div>
        )}
        {save.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{save.error.message}</p>}
      </form>
    </Sheet>
  )
}

function MinutesField({ id, label, least, value, onChange, help }: { id: string; label: string; least: number; value: string; onChange: (value: string) => void; help: string }) {
  return (
    <div>
      <label className="lab" htmlFor={id}>{label}</label>
      <input id={id} className="field" type="number" required min={least} max={24 * 60} step="any" value={value} onChange={(event) => onChange(event.target.value)} />
      <p className="help">{help}</p>
    </div>
  )
}
