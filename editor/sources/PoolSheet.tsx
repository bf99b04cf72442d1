import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { placesQuery } from '../api/queries'
import { type DefaultPool, sourcesApi, sourcesQuery } from '../api/sources'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

/** Who gets leads that no rule speaks of, and who is told of new sources. */
export function PoolSheet({ pool, onClose }: { pool: DefaultPool; onClose: () => void }) {
  const client = useQueryClient()
  const places = useQuery(placesQuery)
  const [teamId, setTeamId] = useState(pool.teamId ?? '')
  const [queueId, setQueueId] = useState(pool.queueId ?? '')
  const save = useMutation({
    mutationFn: () => sourcesApi.setPool({ teamId, queueId: queueId || null }),
    onSuccess: async () => {
      await Promise.all([sourcesQuery, placesQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })))
      onClose()
    },
  })
  return (
    <Sheet
      title={t('The default pool')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="pool-form" className="btn solid" disabled={save.isPending}>{t('Save')}</button>
        </>
      }
    >
      <form id="pool-form" className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <div>
          <label className="lab" htmlFor="pool-team">{t('Team')}</label>
          <select id="pool-team" className="field" required value={teamId} onChange={(event) => setTeamId(event.target.value)}>
            <option value="">{t('Choose a team')}</option>
            {places.data?.references.teams.map((team) => <option key={team.id} value={team.id}>{team.name}</option>)}
          </select>
          <p className="help">{t('Gets leads of every source that has no rule, also of those that nobody has thought of yet.')}</p>
        </div>
        <div>
          <label className="lab" htmlFor="pool-queue">{t('New sources are put before the watchers of')}</label>
          <select id="pool-queue" className="field" value={queueId} onChange={(event) => setQueueId(event.target.value)}>
            <option value="">{t('The queue that most people watch')}</option>
            {places.data?.references.queues.map((queue) => <option key={queue.id} value={queue.id}>{queue.name}</option>)}
          </select>
          <p className="help">{t('Once for each new source, however many leads it sends.')}</p>
        </div>
        {save.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{save.error.message}</p>}
      </form>
    </Sheet>
  )
}
