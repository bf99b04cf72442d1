import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { meQuery } from '../api/queries'
import { t } from '../words/t'

/** The ways between what is kept: leads, reps, who is on call, what waits in queues, who was given which lead, where leads come from, the parts of the market, and the files that they came in. */
export function RecordTabs() {
  const { data: me } = useQuery(meQuery)
  const on = { className: 'tab on', 'aria-current': 'page' as const }
  const tabs = useRef<HTMLElement>(null)
  // Where there is no room for all of them, the one that is open is in sight.
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which would be taken for what ends the effect.
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [])
  return (
    <nav ref={tabs} className="tabs" aria-label={t('Kinds of records')}>
      <Link to="/records" className="tab" activeOptions={{ exact: true, includeSearch: false }} activeProps={on}>{t('Leads')}</Link>
      <Link to="/records/reps" className="tab" activeProps={on}>{t('Reps')}</Link>
      <Link to="/records/on-call" className="tab" activeProps={on}>{t('On call')}</Link>
      <Link to="/records/queues" className="tab" activeProps={on}>{t('Queues')}</Link>
      <Link to="/records/assignments" className="tab" activeOptions={{ includeSearch: false }} activeProps={on}>{t('Assignments')}</Link>
      {me?.user?.role !== 'rep' && (
        <>
          <Link to="/records/messages" className="tab" activeOptions={{ includeSearch: false }} activeProps={on}>{t('Messages')}</Link>
          <Link to="/records/sources" className="tab" activeOptions={{ includeSearch: false }} activeProps={on}>{t('Sources')}</Link>
          <Link to="/records/territories" className="tab" activeOptions={{ includeSearch: false }} activeProps={on}>{t('Territories')}</Link>
        </>
      )}
      <Link to="/records/imports" className="tab" activeProps={on}>{t('Imports')}</Link>
    </nav>
  )
}
