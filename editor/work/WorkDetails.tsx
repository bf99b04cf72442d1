import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Activity, CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { meQuery, rosterQuery } from '../api/queries'
import type { WorkItem } from '../api/types'
import { Ago, Due } from '../parts/Time'
import { exactWords } from '../parts/times'
import { Who } from '../parts/Who'
import { channelWords } from '../runs/run-words'
import { t } from '../words/t'
import { ApprovalActs } from './ApprovalActs'
import { useClaim, useFinish } from './use-work'
import { workSoonMs } from './WorkRow'

/** All about one piece of work, and what can be done with it. */
export function WorkDetails({ item }: { item: WorkItem }) {
  return (
    <div className="work-details">
      {item.kind === 'effect-unknown' && (
        <span className="chip unsure"><CircleHelp aria-hidden="true" /> {t('Not sure it was sent')}</span>
      )}
      <h2>{item.title}</h2>
      <p className="detail">{item.detail}</p>
      <dl className="facts">
        <dt>{t('Whose')}</dt>
        <dd><Who name={item.assignee?.name} /></dd>
        <dt>{t('Deadline')}</dt>
        <dd><Due at={item.dueAt} soonMs={workSoonMs} /> <span className="quiet">({exactWords(item.dueAt)})</span></dd>
        {item.queue && <><dt>{t('Queue')}</dt><dd><Link to="/records/queues/$id" params={{ id: item.queue.id }} className="link">{item.queue.name}</Link></dd></>}
        {item.subject && <><dt>{t('Lead')}</dt><dd>{item.subject.name}</dd></>}
        {item.channel && <><dt>{t('Channel')}</dt><dd>{channelWords[item.channel] ?? item.channel}</dd></>}
        <dt>{t('Here since')}</dt>
        <dd><Ago at={item.createdAt} /></dd>
      </dl>
      {item.approval ? <ApprovalActs item={item} approval={item.approval} /> : item.kind === 'effect-unknown' ? <DoubtActs item={item} /> : item.canClaim ? <ClaimActs item={item} /> : item.kind === 'claim' ? <p className="help">{t('Only those who watch this queue can take it.')}</p> : <DoneAct item={item} />}
      {item.runId && (
        <Link to="/runs/$id" params={{ id: item.runId }} className="btn plain sm" style={{ justifySelf: 'start', paddingLeft: 0 }}>
          <Activity aria-hidden="true" /> {t('Show the run')}
        </Link>
      )}
    </div>
  )
}

/** Two honest answers, and no default: sending again by mistake cannot be undone. */
function DoubtActs({ item }: { item: WorkItem }) {
  const finish = useFinish()
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <button type="button" className="btn" disabled={finish.isPending} onClick={() => finish.mutate({ id: item.id, answer: 'sent' })}>{t('It arrived, go on')}</button>
        <button type="button" className="btn" disabled={finish.isPending} onClick={() => finish.mutate({ id: item.id, answer: 'not-sent' })}>{t('It did not, send it now')}</button>
      </div>
      <p className="help">{t('“Send it now” sends one {what, select, email {e-mail} other {message}}. It cannot be undone.', { what: item.channel ?? '' })}</p>
    </>
  )
}

/** Reps claim for themselves; others choose for whom. */
function ClaimActs({ item }: { item: WorkItem }) {
  const claim = useClaim()
  const { data: me } = useQuery(meQuery)
  const isRep = me?.user?.role === 'rep'
  const { data: roster } = useQuery({ ...rosterQuery, enabled: !isRep })
  const [repId, setRepId] = useState('')
  const free = roster?.reps.filter((rep) => rep.active && rep.load < rep.capacity) ?? []
  return (
    <div className="grid gap-2">
      {!isRep && free.length > 0 && (
        <div>
          <label className="lab" htmlFor="claim-for">{t('For whom')}</label>
          <select id="claim-for" className="field" value={repId} onChange={(event) => setRepId(event.target.value)}>
            <option value="">{t('Myself')}</option>
            {free.map((rep) => <option key={rep.id} value={rep.id}>{t('{name}, room for {count}', { name: rep.name, count: rep.capacity - rep.load })}</option>)}
          </select>
        </div>
      )}
      <button type="button" className="btn solid" disabled={claim.isPending} onClick={() => claim.mutate({ id: item.id, repId: repId || undefined })}>{t('Claim')}</button>
    </div>
  )
}

function DoneAct({ item }: { item: WorkItem }) {
  const finish = useFinish()
  return <button type="button" className="btn solid" disabled={finish.isPending} onClick={() => finish.mutate({ id: item.id })}>{t('It is done')}</button>
}
