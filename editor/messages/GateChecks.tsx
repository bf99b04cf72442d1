import { Check, Clock, X } from 'lucide-react'
import { contactChannels, purposes } from '#nodes/revops/gate/channels'
import type { GateCheck, TouchWish } from '#nodes/revops/gate/decide-touch'
import { explainCheck } from '#nodes/revops/gate/explain-gate'
import { momentHereWords } from '../parts/times'
import { t } from '../words/t'

/** Each question that the contact gate has asked, in order; what stands against it first. */
export function GateChecks({ checks, wish }: { checks: GateCheck[]; wish: TouchWish }) {
  const { channel, purpose } = wish
  const inOrder = [...checks].sort((one, other) => Number(one.passed) - Number(other.passed))
  return (
    <ul className="reasons" aria-label={t('Why: {channel} about “{purpose}”', { channel: contactChannels[channel], purpose: purposes[purpose] })}>
      {inOrder.map((check) => (
        <li key={`${check.name} ${JSON.stringify(check.found)}`} className={check.passed ? 'quiet' : ''}>
          {check.passed ? <Check className="s" aria-label={t('Fine')} /> : check.until === undefined ? <X className="s" aria-label={t('Stops it')} /> : <Clock className="s" aria-label={t('Puts it off')} />}
          <span>{explainCheck(check, wish, momentHereWords)}</span>
        </li>
      ))}
    </ul>
  )
}
