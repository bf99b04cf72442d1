import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNow } from '../api/clock'
import { rosterQuery } from '../api/queries'
import type { QueueEntry, QueueView } from '../api/queues'
import type { Rep } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { entryName } from './queue-words'

interface Props {
  queue: QueueView
  entries: QueueEntry[]
  onGive: (rep: Rep) => void
  onClose: () => void
}

/** Asks who gets what is chosen: the queue's own team first, who has most room on top. Who has none may be chosen too; a person decides here. */
export function GiveSheet({ queue, entries, onGive, onClose }: Props) {
  const { data: roster } = useQuery(rosterQuery)
  const now = useNow()
  const [q, setQ] = useState('')
  const [repId, setRepId] = useState('')
  const room = (rep: Rep) => rep.capacity - rep.load
  const isAway = (rep: Rep) => rep.presence === 'offline' || (rep.awayUntil !== null && rep.awayUntil > now)
  const rank = (rep: Rep) => [rep.teamId === queue.team?.id, !isAway(rep), room(rep) > 0].reduce((sum, is, index) => sum + (is ? 4 >> index : 0), 0)
  const shown = (roster?.reps ?? []).filter((rep) => rep.active && rep.name.toLowerCase().includes(q.trim().toLowerCase())).sort((one, other) => rank(other) - rank(one) || room(other) - room(one) || one.name.localeCompare(other.name))
  const rep = roster?.reps.find(({ id }) => id === repId)
  const [first] = entries
  return (
    <Sheet
      title={entries.length === 1 && first ? t('Who gets {lead}?', { lead: entryName(first) }) : t('Who gets these {count} leads?', { count: entries.length })}
      className="roomy"
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="give-form" className="btn solid" disabled={!rep}>{rep ? t('Give to {name}', { name: rep.name }) : t('Give')}</button>
        </>
      }
    >
      <form id="give-form" onSubmit={(event) => { event.preventDefault(); if (rep) onGive(rep) }}>
        <input type="search" className="field small" aria-label={t('Find somebody')} placeholder={t('Find somebody')} value={q} onChange={(event) => setQ(event.target.value)} />
        <div className="choices scroll" role="radiogroup" aria-label={t('For whom')}>
          {shown.map((each) => (
            <label key={each.id}>
              <input type="radio" className="radio" name="give-to" checked={each.id === repId} onChange={() => setRepId(each.id)} />
              <span className="truncate">{each.name} <span className="quiet">{roster?.teams.find(({ id }) => id === each.teamId)?.name}</span></span>
              <span className={`ml-auto num ${room(each) < entries.length ? 'soon' : 'quiet'}`}>{isAway(each) ? t('not there') : room(each) > 0 ? t('room for {count}', { count: room(each) }) : t('no room')}</span>
            </label>
          ))}
          {roster && shown.length === 0 && <p className="help">{t('Nobody is called that')}</p>}
        </div>
        <p className="help">{t('They have it at once. Whoever is asked for it now is told that it is gone.')}</p>
      </form>
    </Sheet>
  )
}
