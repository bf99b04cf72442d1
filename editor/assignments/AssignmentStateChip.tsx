import type { Assignment } from '../api/assignments'
import { assignmentStateWords } from './assignment-words'

/** What became of an assignment: an icon and words, tinted. */
export function AssignmentStateChip({ assignment }: { assignment: Pick<Assignment, 'state' | 'endedFor'> }) {
  const { words, tone, icon: Icon } = assignmentStateWords(assignment)
  return (
    <span className={`chip ${tone}`}>
      <Icon aria-hidden="true" /> <span className="truncate">{words}</span>
    </span>
  )
}
