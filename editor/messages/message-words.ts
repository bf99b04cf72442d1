import { explainDecision } from '#nodes/revops/gate/explain-gate'
import type { Message } from '../api/messages'
import { momentHereWords } from '../parts/times'
import { t } from '../words/t'

/** Who a message is to, where the person has a name or an address. */
export const personName = ({ contact }: Pick<Message, 'contact'>): string => contact.name ?? t('Unnamed person')

/** Whether it can still be given up. */
export const mayBeStopped = ({ state }: Pick<Message, 'state'>): boolean => state === 'held' || state === 'claimed'

/** Why a message stands as it does, in the reader's own time; undefined where there is nothing to say. */
export function whyWords({ state, attempt, reason, notBefore, channel, decision }: Message): string | undefined {
  // What a person said when stopping it goes before what the gate had said.
  const isOfGate = (state === 'held' && decision?.verdict === 'hold') || (state === 'cancelled' && decision?.verdict === 'cancel')
  if (isOfGate && decision) return explainDecision({ verdict: decision.verdict, checks: decision.checks, ...(decision.until !== null && { until: decision.until }) }, { channel, purpose: decision.purpose }, momentHereWords)
  if (state === 'claimed' && attempt > 0 && notBefore !== null) return t('Tried {attempt, plural, one {once} other {# times}}; tried again {when}. {reason}', { attempt, when: momentHereWords(notBefore), reason: reason ?? '' })
  return reason ?? undefined
}
