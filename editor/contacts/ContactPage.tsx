import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useNow } from '../api/clock'
import { type ContactView, contactQuery } from '../api/contacts'
import { BarTools } from '../app/BarTools'
import { PersonMessages } from '../messages/PersonMessages'
import { BoneRows, Failed } from '../parts/states'
import { Ago } from '../parts/Time'
import { exactWords } from '../parts/times'
import { ContactTimeline } from '../records/lead/LeadTimeline'
import { MayWeWrite } from '../records/lead/MayWeWrite'
import { LeadStateChip } from '../records/LeadStateChip'
import { RunStateChip } from '../runs/RunStateChip'
import { t } from '../words/t'

/** One person outside: all of their inquiries in one story, whether they may be written to, what was written, and what is under way for them. */
export function ContactPage() {
  const { id } = useParams({ from: '/frame/records/contacts/$id' })
  const found = useQuery(contactQuery(id))
  const { data } = found
  const newest = data?.leads[0]
  return (
    <main className="main">
      <header className="bar">
        <nav className="crumbs" aria-label={t('Where this is')}>
          <Link to="/records">{t('Leads')}</Link> <ChevronRight className="s" aria-hidden="true" />
        </nav>
        <h1 className="truncate">{data ? (data.contact.name ?? data.contact.email ?? data.contact.phone ?? t('Unnamed person')) : t('Person')}</h1>
        <div className="grow" />
        <BarTools />
      </header>
      {found.isError && !data ? (
        <Failed error={found.error} what={t('The person')} />
      ) : (
        <div className="split lead-split">
          <ContactTimeline contactId={id} />
          <aside aria-label={t('What is known of them')}>
            {data ? <Facts view={data} /> : <BoneRows rows={6} label={t('Reading the person')} />}
            {data && <Inquiries view={data} />}
            {data && <UnderWay view={data} />}
            {/* Both are about the person, by whichever of their inquiries. */}
            {newest && <MayWeWrite leadId={newest.id} />}
            {newest && <PersonMessages leadId={newest.id} />}
          </aside>
        </div>
      )}
    </main>
  )
}

function Facts({ view: { contact: { email, phone, company, zone, region, createdAt } } }: { view: ContactView }) {
  const facts: [string, string | null][] = [[t('E-mail'), email], [t('Phone'), phone], [t('Company'), company], [t('Time zone'), zone], [t('Region'), region], [t('Known since'), exactWords(createdAt)]]
  return <dl className="facts">{facts.map(([what, value]) => value !== null && <div key={what} className="contents"><dt>{what}</dt><dd>{value}</dd></div>)}</dl>
}

function Inquiries({ view: { leads, leadCount } }: { view: ContactView }) {
  return (
    <section>
      <h3 className="lab">{t('{count, plural, one {One inquiry} other {# inquiries}}', { count: leadCount })}</h3>
      <ul className="person-messages">
        {leads.map(({ id, source, message, state, receivedAt }) => (
          <li key={id}>
            <Link to="/records/leads/$id" params={{ id }} className="main-word truncate" title={message ?? undefined}>{message ?? t('From “{source}”', { source })}</Link>
            <LeadStateChip state={state} />
            <span className="quiet"><Ago at={receivedAt} /></span>
          </li>
        ))}
      </ul>
      {leadCount > leads.length && <p className="help">{t('Only the newest {count} are shown.', { count: leads.length })}</p>}
    </section>
  )
}

function UnderWay({ view: { runs } }: { view: ContactView }) {
  const now = useNow()
  return (
    <section>
      <h3 className="lab">{t('Under way for them')}</h3>
      {runs.length === 0 ? <p className="quiet">{t('No flow now.')}</p> : (
        <ul className="person-messages">
          {runs.map((run) => (
            <li key={run.id}>
              <Link to="/runs/$id" params={{ id: run.id }} search={{}} className="main-word truncate">{run.flow}</Link>
              <RunStateChip run={run} now={now} />
              <span className="quiet"><Ago at={run.startedAt} /></span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
