import type { LeadState } from '../api/leads'
import { leadStateWords } from './lead-words'

/** Where a lead stands: an icon and words, tinted. */
export function LeadStateChip({ state }: { state: LeadState }) {
  const { words, tone, icon: Icon } = leadStateWords[state]
  return (
    <span className={`chip ${tone}`}>
      <Icon aria-hidden="true" /> <span className="truncate">{words}</span>
    </span>
  )
}
