import { Link } from '@tanstack/react-router'
import type { Lead } from '../api/records'
import { LeadAssignments } from '../assignments/LeadAssignments'
import { exactWords } from '../parts/times'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { count } from '../parts/counts'
import { LeadStateChip } from './LeadStateChip'
import { leadName } from './lead-words'

/** Everything that is known of a lead. */
export function LeadSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { email, phone, company, territory, industry, amount, score, skills, message, source, owner, receivedAt, state } = lead
  const facts: [string, string | null][] = [
    [t('E-mail'), email], [t('Phone'), phone], [t('Company'), company], [t('Territory'), territory], [t('Industry'), industry],
    [t('Expected value'), amount === null ? null : count(amount)], [t('Score'), score === null ? null : count(score)], [t('Skills wanted'), skills.join(', ') || null],
    [t('Owner'), owner?.name ?? t('Nobody yet')], [t('Source'), source], [t('Arrived'), exactWords(receivedAt)], [t('Message'), message],
  ]
  return (
    <Sheet
      title={leadName(lead)}
      onClose={onClose}
      foot={
        <>
          <Link to="/runs" search={{ q: lead.name ?? lead.email ?? undefined }} className="btn">{t('See its runs')}</Link>
          <button type="button" className="btn solid" onClick={onClose}>{t('Close')}</button>
        </>
      }
    >
      <div><LeadStateChip state={state} /></div>
      <dl className="facts">
        {facts.map(([what, value]) => value !== null && <div key={what} className="contents"><dt>{what}</dt><dd>{value}</dd></div>)}
      </dl>
      <LeadAssignments leadId={lead.id} />
    </Sheet>
  )
}
