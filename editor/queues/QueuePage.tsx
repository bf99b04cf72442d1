import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { queueQuery } from '../api/queues'
import { BarTools } from '../app/BarTools'
import { BoneRows, Failed } from '../parts/states'
import { t } from '../words/t'
import { QueueEntries } from './QueueEntries'
import { QueueFacts } from './QueueFacts'
import { QueueMenu } from './QueueMenu'
import { QueueSheet } from './QueueSheet'
import { useMayChangeQueues } from './use-may-change-queues'

/** One queue: how it stands, and what waits in it. */
export function QueuePage() {
  const { id } = useParams({ from: '/frame/records/queues/$id' })
  const queue = useQuery(queueQuery(id))
  const mayChange = useMayChangeQueues()
  const [isChanging, setChanging] = useState(false)
  const { data } = queue
  return (
    <main className="main">
      <header className="bar">
        <Link to="/records/queues" className="btn icon plain" aria-label={t('Back to the queues')} title={t('Back to the queues')}><ArrowLeft aria-hidden="true" /></Link>
        <h1 className="truncate">{data?.name ?? t('Queue')}</h1>
        <div className="grow" />
        <BarTools />
        {data && mayChange && (
          <>
            <button type="button" className="btn sm" onClick={() => setChanging(true)}><SlidersHorizontal aria-hidden="true" /> {t('Change')}</button>
            <QueueMenu queue={data} />
          </>
        )}
      </header>
      {queue.isPending ? <BoneRows rows={12} label={t('Reading the queue')} /> : queue.isError ? <Failed error={queue.error} what={t('The queue')} /> : (
        <div className="list-page">
          <div><QueueFacts queue={queue.data} onChange={mayChange ? () => setChanging(true) : undefined} /></div>
          <QueueEntries key={id} queue={queue.data} />
          {isChanging && <QueueSheet queue={queue.data} onClose={() => setChanging(false)} />}
        </div>
      )}
    </main>
  )
}
