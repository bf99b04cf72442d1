import { Ban, ChevronRight } from 'lucide-react'
import { explainRanking } from '#nodes/revops/explain-ranking'
import type { Explanation } from '#nodes/revops/explanation'
import { t } from '../words/t'
import { RankingTable } from './RankingTable'

/** Why this owner, and why not each of the others: in words, with the parts of each score. Without `ownerId` the best is meant. */
export function WhyOwner({ explanation, ownerId = explanation.ranked[0]?.id }: { explanation: Explanation; ownerId?: string }) {
  const { headline, ranked, passedOver, rules } = explainRanking(explanation)
  return (
    <div className="why-owner">
      <p className="soft">{headline}</p>
      {ranked.length > 0 && <RankingTable ranked={explanation.ranked} ownerId={ownerId} />}
      {ranked.length > 0 && (
        <ul className="passed-over" aria-label={t('What decided')}>
          {ranked.map((each) => (
            <li key={each.id}>
              <ChevronRight className="s" aria-hidden="true" /> <span><b>{each.name}:</b> {each.words.join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
      {passedOver.length > 0 && (
        <ul className="passed-over" aria-label={t('Who was passed over')}>
          {passedOver.map((each) => (
            <li key={each.id}>
              <Ban className="s" aria-hidden="true" /> <span><b>{each.name}</b> {each.words}</span>
            </li>
          ))}
        </ul>
      )}
      {rules.map((rule) => <p key={rule} className="help">{rule}</p>)}
    </div>
  )
}
