import { CircleCheck, CircleSlash, Clock, CornerUpRight, type LucideIcon, UserRoundX } from 'lucide-react'
import type { Assignment } from '../api/assignments'
import { spanWords } from '../parts/times'
import { t } from '../words/t'

/** What became of an assignment, with its colour and sign. */
export function assignmentStateWords({ state, endedFor }: Pick<Assignment, 'state' | 'endedFor'>): { words: string; tone: string; icon: LucideIcon } {
  switch (state) {
    case 'offered':
      return { words: t('Waits for an answer'), tone: 'wait', icon: Clock }
    case 'accepted':
      return { words: t('Has it'), tone: 'ok', icon: CircleCheck }
    case 'declined':
      return { words: t('Passed it on'), tone: 'warn', icon: CornerUpRight }
    case 'expired':
      if (endedFor === 'went-on') return { words: t('Went on'), tone: 'still', icon: CircleSlash }
      return { words: endedFor === 'left' ? t('Left') : t('Did not answer'), tone: 'bad', icon: UserRoundX }
    case 'released':
      return { words: endedFor === 'left' ? t('Left') : endedFor === 'moved' ? t('Went on') : t('Had it'), tone: 'still', icon: CircleSlash }
  }
}

/** How long the answer took: “2 min”, “2 min, late”; or that there is none yet, or was none. */
export function answeredWords({ state, offeredAt, answeredAt, isLate }: Pick<Assignment, 'state' | 'offeredAt' | 'answeredAt' | 'isLate'>): string {
  if (answeredAt === null) return state === 'offered' ? t('not yet') : t('no answer')
  const span = spanWords(answeredAt - offeredAt)
  return isLate ? t('{span}, late', { span }) : span
}
