import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AckOutcome } from '../acks/AckOutcome'
import { ApiError } from '../api/api-error'
import { offerQuery } from '../api/inbox'
import { t } from '../words/t'

/** How an offer turned out that a notice speaks of and that is open no more: who has the lead now. */
export function OfferBefore({ id }: { id: string }) {
  const offer = useQuery(offerQuery(id))
  // What could not be read otherwise is said by the lists below, which come from the same server.
  if (offer.isPending || (offer.isError && !(offer.error instanceof ApiError && offer.error.status === 404))) return null
  return (
    <div className="offer-before">
      <AckOutcome ack={offer.data} why={offer.error?.message} />
      <Link to="/mine" className="btn plain">{t('Close')}</Link>
    </div>
  )
}
