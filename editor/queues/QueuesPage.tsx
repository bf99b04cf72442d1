import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Inbox, Plus } from 'lucide-react'
import { useState } from 'react'
import { queuesQuery } from '../api/queues'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { RecordTabs } from '../records/RecordTabs'
import { rich, t } from '../words/t'
import { QueueSheet } from './QueueSheet'
import { QueueTable } from './QueueTable'
import { useMayChangeQueues } from './use-may-change-queues'

/** All queues: what waits in each and since when, who watches it, and whose people are offered it. */
export function QueuesPage() {
  const queues = useQuery(queuesQuery)
  const navigate = useNavigate()
  const mayChange = useMayChangeQueues()
  const [isMaking, setMaking] = useState(false)
  const open = (id: string) => void navigate({ to: '/records/queues/$id', params: { id } })
  const make = mayChange && <button type="button" className="btn sm solid" onClick={() => setMaking(true)}><Plus aria-hidden="true" /> {t('New queue')}</button>
  const waiting = queues.data?.queues.reduce((sum, queue) => sum + queue.waiting, 0) ?? 0
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        {queues.data && queues.data.queues.length > 0 && make}
      </header>
      <div className="list-page">
        <div />
        <div className="list-scroll">
          {queues.isPending ? <BoneRows rows={8} label={t('Reading the queues')} /> : queues.isError ? <Failed error={queues.error} what={t('The queues')} /> : queues.data.queues.length === 0 ? (
            <Empty icon={Inbox} title={t('No queue yet')} action={make}>{t('In a queue waits what found nobody at once. Whoever watches it claims it, or a team is offered it as soon as somebody has room again.')}</Empty>
          ) : (
            <QueueTable queues={queues.data.queues} onOpen={open} />
          )}
        </div>
        <footer className="tfoot">
          {queues.data && queues.data.queues.length > 0 && <span className="num" role="status">{t('{count, plural, one {# queue} other {# queues}}, {waiting, plural, =0 {nothing waits} one {# lead waits} other {# leads wait}}', { count: queues.data.queues.length, waiting })}</span>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
      {isMaking && <QueueSheet queue={undefined} onClose={() => setMaking(false)} onMade={open} />}
    </main>
  )
}
