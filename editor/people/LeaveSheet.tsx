import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { leavingQuery } from '../api/queries'
import type { Leaving, Rep, RepChange } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { BoneRows, Failed } from '../parts/states'
import { t } from '../words/t'

/** Asks before somebody counts as having left, and says what follows. */
export function LeaveSheet({ rep, onClose, onLeave }: { rep: Rep; onClose: () => void; onLeave: (change: RepChange) => void }) {
  const leaving = useQuery(leavingQuery(rep.id))
  const [chosen, setChosen] = useState<string>()
  const backupId = chosen ?? leaving.data?.backupId ?? ''
  const leave = () => {
    onLeave({ active: false, backupId: backupId || null })
    onClose()
  }
  return (
    <Sheet
      title={t('Has {name} left?', { name: rep.name })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn danger" disabled={!leaving.isSuccess} onClick={leave}>{t('Yes, hand everything over')}</button>
        </>
      }
    >
      {leaving.isPending ? <BoneRows rows={3} label={t('Reading what would follow')} /> : leaving.isError ? <Failed error={leaving.error} what={t('What would follow')} /> : (
        <>
          <p>{t('For somebody who is only away, set “Away”: their leads stay with them.')}</p>
          <ul className="grid gap-2">
            {follows(leaving.data).map((words) => <li key={words}>{words}</li>)}
          </ul>
          <div>
            <label className="lab" htmlFor="leave-backup">{t('Who takes over first')}</label>
            <select id="leave-backup" className="field" value={backupId} onChange={(event) => setChosen(event.target.value)}>
              <option value="">{t('The best of the team for each lead')}</option>
              {leaving.data.colleagues.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </select>
            <p className="help">{t('As long as there is room; then the best of the team, and else a queue that somebody watches.')}</p>
          </div>
        </>
      )}
    </Sheet>
  )
}

function follows({ offers, leads, tasks, queues }: Leaving): string[] {
  return [
    t('{offers, plural, =0 {No lead waits for an answer.} one {The lead that waits for an answer goes on to the next at once.} other {# leads that wait for an answer go on to the next at once.}}', { offers }),
    t('{leads, plural, =0 {There are no leads to hand over.} one {One lead moves to a colleague who has room, with all that was written down.} other {# leads move to colleagues who have room, with all that was written down.}}', { leads }),
    ...(tasks > 0 ? [t('{tasks, plural, one {One task moves with its lead, or to the manager.} other {# tasks move with their leads, or to the manager.}}', { tasks })] : []),
    ...(queues.length > 0 ? [t('Nobody else watches {queues}: add a watcher first.', { queues: queues.join(', ') })] : []),
    t('Nothing is lost: the history stays, and who takes over is told.'),
  ]
}
