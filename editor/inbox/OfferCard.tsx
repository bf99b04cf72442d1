import { useMutation } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { CountdownRing } from '../acks/CountdownRing'
import { Face } from '../parts/Face'
import { sayError } from '../parts/toasts'
import { t } from '../words/t'
import { type InboxOffer, inboxApi } from '../api/inbox'
import { PassOnSheet } from './PassOnSheet'

/** A lead that waits for this person's answer. */
export function OfferCard({ offer, onDone }: { offer: InboxOffer; onDone: () => Promise<unknown> }) {
  const [isPassing, setIsPassing] = useState(false)
  const answer = useMutation({
    mutationFn: ({ choice, why }: { choice: 'have-it' | 'pass-on'; why?: string }) => inboxApi.answer(offer.id, choice, why),
    onSuccess: onDone,
    onError: sayError,
  })
  const { lead } = offer
  return (
    <article className="ack-card" aria-label={lead.name}>
      {offer.until !== null && <CountdownRing until={offer.until} />}
      <div className="flex items-center gap-4">
        <Face name={lead.name} size="lg" />
        <div className="min-w-0">
          <h3>{lead.name}</h3>
          {lead.company && <p className="soft">{lead.company}</p>}
        </div>
      </div>
      {lead.message && <blockquote>“{lead.message}”</blockquote>}
      {offer.why && <p className="quiet">{offer.why}</p>}
      <div className="ack-buttons">
        <button type="button" className="btn solid phone" disabled={answer.isPending} onClick={() => answer.mutate({ choice: 'have-it' })}><Check aria-hidden="true" /> {t('I have it')}</button>
        <button type="button" className="btn phone" disabled={answer.isPending} onClick={() => setIsPassing(true)}>{t('Pass on')}</button>
      </div>
      {isPassing && <PassOnSheet name={lead.name} onClose={() => setIsPassing(false)} onPass={(why) => answer.mutate({ choice: 'pass-on', ...(why && { why }) })} />}
    </article>
  )
}
