import { Check, Globe, MapPin, Route, WalletCards } from 'lucide-react'
import { useNow } from '../api/clock'
import type { Ack } from '../api/types'
import { Face } from '../parts/Face'
import { t } from '../words/t'
import { locale } from '../words/language'
import { CountdownRing } from './CountdownRing'

interface Props {
  ack: Ack
  isBusy: boolean
  error: Error | null
  onAnswer(answer: 'have-it' | 'pass-on'): void
}

/** The question itself: how long, who it is, why you, and two large buttons. */
export function AckQuestion({ ack, isBusy, error, onAnswer }: Props) {
  const { lead, rep } = ack
  const now = useNow()
  const isOver = ack.until !== null && ack.until <= now
  const firstName = lead.name.split(' ')[0]
  return (
    <>
      {ack.until !== null && <CountdownRing until={ack.until} />}
      <h1>{t('New lead for you, {name}', { name: rep.firstName })}</h1>
      <section className="ack-card" aria-label={t('The lead')}>
        <div className="flex items-center gap-4">
          <Face name={lead.name} size="lg" />
          <div className="min-w-0">
            <h2>{lead.name}</h2>
            {lead.company && <p className="soft">{lead.company}</p>}
          </div>
        </div>
        {lead.message && <blockquote>“{lead.message}”</blockquote>}
        <dl>
          {lead.amount !== null && <div><dt><WalletCards aria-hidden="true" /> {t('Expected value')}</dt><dd className="num">{lead.amount.toLocaleString(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })}</dd></div>}
          {lead.territory && <div><dt><MapPin aria-hidden="true" /> {t('Territory')}</dt><dd>{lead.territory}</dd></div>}
          {lead.source && <div><dt><Globe aria-hidden="true" /> {t('From')}</dt><dd>{lead.source}</dd></div>}
        </dl>
      </section>
      {ack.why && (
        <p className="ack-why">
          <Route aria-hidden="true" />
          <span><b>{t('Why you?')}</b> {ack.why}</span>
        </p>
      )}
      <footer className="ack-foot">
        {error && <p className="late" role="alert">{t('That did not work: {problem}', { problem: error.message })}</p>}
        <div className="ack-buttons">
          <button type="button" className="btn solid phone" disabled={isBusy} onClick={() => onAnswer('have-it')}><Check aria-hidden="true" /> {t('I have it')}</button>
          <button type="button" className="btn phone" disabled={isBusy} onClick={() => onAnswer('pass-on')}>{t('Pass on')}</button>
        </div>
        <p className="quiet">{isOver ? t('The time is over. You can still take it until somebody else does.') : t('“I have it” makes you {name}’s owner.', { name: firstName ?? lead.name })}</p>
      </footer>
    </>
  )
}
