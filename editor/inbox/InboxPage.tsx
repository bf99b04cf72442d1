import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Coffee, ContactRound } from 'lucide-react'
import { useState } from 'react'
import { useNow } from '../api/clock'
import { ApiError } from '../api/api-error'
import { useLiveLists } from '../api/live'
import { Brand } from '../app/Brand'
import { NoticeBell } from '../notices/NoticeBell'
import { useNoticeAlerts } from '../notices/use-notice-alerts'
import { BoneRows, Empty, Failed } from '../parts/states'
import { shortTimeWords } from '../parts/times'
import { sayError } from '../parts/toasts'
import { t } from '../words/t'
import { AwaySheet } from './AwaySheet'
import { type Inbox, inboxApi, inboxQuery } from '../api/inbox'
import { LeadRow } from './LeadRow'
import { OfferBefore } from './OfferBefore'
import { OfferCard } from './OfferCard'
import { TaskRow } from './TaskRow'

/** What a rep has, on a phone: who waits for an answer, what is due, whose leads they are. */
export function InboxPage() {
  useLiveLists()
  useNoticeAlerts()
  const inbox = useQuery({ ...inboxQuery, retry: (failures, error) => !(error instanceof ApiError) && failures < 3 })
  return (
    <main className="ack inbox">
      <header>
        <Brand /> <b>Watertight</b>
        <NoticeBell />
      </header>
      {inbox.isPending ? (
        <BoneRows rows={5} label={t('Reading your leads')} />
      ) : inbox.isError ? (
        inbox.error instanceof ApiError && inbox.error.status === 404 ? <Empty icon={ContactRound} title={t('No leads come to you')}>{inbox.error.message}</Empty> : <Failed error={inbox.error} what={t('Your leads')} />
      ) : (
        <Lists inbox={inbox.data} />
      )}
      <footer><Link to="/flows" className="btn plain">{t('All pages')}</Link></footer>
    </main>
  )
}

function Lists({ inbox }: { inbox: Inbox }) {
  const { me, offers, tasks, leads, colleagues } = inbox
  const { offer: asked } = useSearch({ from: '/mine' })
  const client = useQueryClient()
  const onDone = () => client.invalidateQueries({ queryKey: inboxQuery.queryKey })
  return (
    <>
      <Presence me={me} onDone={onDone} />
      {asked !== undefined && !offers.some(({ id }) => id === asked) && <OfferBefore id={asked} />}
      {offers.length > 0 && (
        <section aria-label={t('Waiting for your answer')}>
          <h2>{t('Waiting for your answer')} <span className="quiet num">{offers.length}</span></h2>
          {offers.map((offer) => <OfferCard key={offer.id} offer={offer} onDone={onDone} />)}
        </section>
      )}
      {tasks.length > 0 && (
        <section aria-label={t('To do')}>
          <h2>{t('To do')} <span className="quiet num">{tasks.length}</span></h2>
          <ul className="inbox-list">{tasks.map((task) => <TaskRow key={task.id} task={task} onDone={onDone} />)}</ul>
        </section>
      )}
      <section aria-label={t('Your leads')}>
        <h2>{t('Your leads')} <span className="quiet num">{leads.length}</span></h2>
        {leads.length === 0 ? <p className="quiet">{t('None at the moment. A new one shows here at once.')}</p> : <ul className="inbox-list">{leads.map((lead) => <LeadRow key={lead.id} lead={lead} colleagues={colleagues} onDone={onDone} />)}</ul>}
      </section>
    </>
  )
}

function Presence({ me, onDone }: { me: Inbox['me']; onDone: () => Promise<unknown> }) {
  const [isAsking, setIsAsking] = useState(false)
  const now = useNow()
  const change = useMutation({ mutationFn: inboxApi.setPresence, onSuccess: onDone, onError: sayError })
  const isAway = me.presence !== 'online' || (me.awayUntil !== null && me.awayUntil > now)
  return (
    <section className={`inbox-me ${isAway || me.isDoubted ? 'away' : ''}`} aria-label={t('Your presence')}>
      <div>
        <b>{me.name}</b>
        <p className="quiet">
          {me.awayUntil !== null && me.awayUntil > now ? t('Away until {time}: no new leads.', { time: shortTimeWords(me.awayUntil) }) : me.isDoubted ? t('You let several leads wait, so others are asked first.') : isAway ? t('Away: others are asked first.') : t('Here: new leads come to you.')}
        </p>
      </div>
      {isAway || me.isDoubted ? (
        <button type="button" className="btn solid" disabled={change.isPending} onClick={() => change.mutate({ presence: 'online', awayUntil: null })}>{t('I am here')}</button>
      ) : (
        <button type="button" className="btn" onClick={() => setIsAsking(true)}><Coffee aria-hidden="true" /> {t('Away')}</button>
      )}
      {isAsking && <AwaySheet onClose={() => setIsAsking(false)} onAway={(awayUntil) => change.mutate({ awayUntil })} />}
    </section>
  )
}
