import { CheckCheck, CornerUpRight, Mail, Phone } from 'lucide-react'
import { useState } from 'react'
import type { Ref } from '../api/types'
import { Face } from '../parts/Face'
import { t } from '../words/t'
import { CloseLeadSheet } from './CloseLeadSheet'
import { HandOverSheet } from './HandOverSheet'
import type { InboxLead } from '../api/inbox'

/** A lead of this person, with the ways to reach it. */
export function LeadRow({ lead, colleagues, onDone }: { lead: InboxLead; colleagues: Ref[]; onDone: () => Promise<unknown> }) {
  const [isHandingOver, setIsHandingOver] = useState(false)
  const [isClosing, setIsClosing] = useState(false)
  const name = lead.name ?? lead.email ?? t('Unnamed lead')
  return (
    <li>
      <Face name={name} />
      <div className="min-w-0 grow">
        <b className="med">{name}</b>
        <p className="quiet truncate">{[lead.company, lead.message].filter(Boolean).join(' · ')}</p>
      </div>
      {lead.phone && <a className="btn icon" href={`tel:${lead.phone}`} aria-label={t('Call {name}', { name })} title={t('Call {name}', { name })}><Phone aria-hidden="true" /></a>}
      {lead.email && <a className="btn icon" href={`mailto:${lead.email}`} aria-label={t('Write to {name}', { name })} title={t('Write to {name}', { name })}><Mail aria-hidden="true" /></a>}
      <button type="button" className="btn icon" aria-label={t('Hand {name} over', { name })} title={t('Hand {name} over', { name })} onClick={() => setIsHandingOver(true)}><CornerUpRight aria-hidden="true" /></button>
      <button type="button" className="btn icon" aria-label={t('Done with {name}', { name })} title={t('Done with {name}', { name })} onClick={() => setIsClosing(true)}><CheckCheck aria-hidden="true" /></button>
      {isClosing && <CloseLeadSheet lead={{ id: lead.id, name }} onClose={() => setIsClosing(false)} onDone={onDone} />}
      {isHandingOver && <HandOverSheet lead={{ id: lead.id, name }} colleagues={colleagues} onClose={() => setIsHandingOver(false)} onDone={onDone} />}
    </li>
  )
}
