import { Link } from '@tanstack/react-router'
import type { Lead } from '../api/records'
import { exactWords } from '../parts/times'
import { Sheet } from '../parts/Sheet'
import { LeadStateChip } from './LeadStateChip'
import { leadName } from './lead-words'

/** Everything that is known of a lead. */
export function LeadSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { email, phone, company, territory, industry, amount, score, skills, message, source, owner, receivedAt, state } = lead
  const facts: [string, string | null][] = [
    ['E-mail', email], ['Phone', phone], ['Company', company], ['Territory', territory], ['Industry', industry],
    ['Expected value', amount === null ? null : amount.toLocaleString('en')], ['Score', score === null ? null : score.toLocaleString('en')], ['Skills wanted', skills.join(', ') || null],
    ['Owner', owner?.name ?? 'Nobody yet'], ['Source', source], ['Arrived', exactWords(receivedAt)], ['Message', message],
  ]
  return (
    <Sheet
      title={leadName(lead)}
      onClose={onClose}
      foot={
        <>
          <Link to="/runs" search={{ q: lead.name ?? lead.email ?? undefined }} className="btn">See its runs</Link>
          <button type="button" className="btn solid" onClick={onClose}>Close</button>
        </>
      }
    >
      <div><LeadStateChip state={state} /></div>
      <dl className="facts">
        {facts.map(([what, value]) => value !== null && <div key={what} className="contents"><dt>{what}</dt><dd>{value}</dd></div>)}
      </dl>
    </Sheet>
  )
}
