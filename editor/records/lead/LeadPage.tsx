import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronRight, CirclePause, Play, UserRound } from 'lucide-react'
import { useState } from 'react'
import { contactGateQuery } from '../../api/contact-gate'
import { type Lead, leadQuery } from '../../api/leads'
import { BarTools } from '../../app/BarTools'
import { LeadAssignments } from '../../assignments/LeadAssignments'
import { PersonMessages } from '../../messages/PersonMessages'
import { count } from '../../parts/counts'
import { BoneRows, Failed } from '../../parts/states'
import { exactWords } from '../../parts/times'
import { SteerSheet } from '../../runs/SteerSheet'
import { useMayHoldRuns } from '../../runs/use-may-hold-runs'
import { t } from '../../words/t'
import { LeadStateChip } from '../LeadStateChip'
import { leadName } from '../lead-words'
import { LeadTimeline } from './LeadTimeline'
import { MayWeWrite } from './MayWeWrite'

/** One lead: what is known of it, who was given it and why, and all that happened to it. */
export function LeadPage() {
  const { id } = useParams({ from: '/frame/records/leads/$id' })
  const found = useQuery(leadQuery(id))
  const gate = useQuery(contactGateQuery(id))
  const lead = found.data
  const mayHold = useMayHoldRuns()
  const [steers, setSteers] = useState(false)
  return (
    <main className="main">
      <header className="bar">
        <nav className="crumbs" aria-label={t('Where this is')}>
          <Link to="/records">{t('Leads')}</Link> <ChevronRight className="s" aria-hidden="true" />
        </nav>
        <h1 className="truncate">{lead ? leadName(lead) : t('Lead')}</h1>
        {lead && <LeadStateChip state={lead.state} />}
        <div className="grow" />
        <BarTools />
        {lead && mayHold && <button type="button" className="btn sm" onClick={() => setSteers(true)}><CirclePause aria-hidden="true" /> {t('Hold or stop')}</button>}
        {lead && steers && <SteerSheet of={{ lead: { id: lead.id, name: leadName(lead) } }} onClose={() => setSteers(false)} />}
        {gate.data && <Link to="/records/contacts/$id" params={{ id: gate.data.contactId }} className="btn sm"><UserRound aria-hidden="true" /> {t('See the person')}</Link>}
        {lead && <Link to="/runs" search={{ q: lead.name ?? lead.email ?? undefined }} className="btn sm"><Play aria-hidden="true" /> {t('See its runs')}</Link>}
      </header>
      {found.isError && !lead ? (
        <Failed error={found.error} what={t('The lead')} />
      ) : (
        <div className="split lead-split">
          <LeadTimeline leadId={id} />
          <aside aria-label={t('What is known of it')}>
            {lead ? <Facts lead={lead} /> : <BoneRows rows={8} label={t('Reading the lead')} />}
            <MayWeWrite leadId={id} />
            <PersonMessages leadId={id} />
            <LeadAssignments leadId={id} />
          </aside>
        </div>
      )}
    </main>
  )
}

function Facts({ lead }: { lead: Lead }) {
  const { email, phone, company, territory, industry, amount, score, skills, message, source, owner, receivedAt, updatedAt } = lead
  const facts: [string, string | null][] = [
    [t('Owner'), owner?.name ?? t('Nobody yet')], [t('E-mail'), email], [t('Phone'), phone], [t('Company'), company], [t('Territory'), territory], [t('Industry'), industry],
    [t('Expected value'), amount === null ? null : count(amount)], [t('Score'), score === null ? null : count(score)], [t('Skills wanted'), skills.join(', ') || null],
    [t('Source'), source], [t('Arrived'), exactWords(receivedAt)], [t('Changed'), updatedAt === receivedAt ? null : exactWords(updatedAt)], [t('Message'), message],
  ]
  return <dl className="facts">{facts.map(([what, value]) => value !== null && <div key={what} className="contents"><dt>{what}</dt><dd>{value}</dd></div>)}</dl>
}
