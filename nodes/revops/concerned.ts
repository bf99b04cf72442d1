import type { StepContext } from '../sdk/context'
import type { Services } from '../sdk/services'

/** Who has the run's lead, or is asked for it; of a run without a lead, the person whom its event is about. Undefined where there is nobody. */
export function concernedBy({ subject, event }: Pick<StepContext, 'subject' | 'event'>, { assignments }: Pick<Services, 'assignments'>): string | undefined {
  if (subject.type === 'lead') return assignments.live(subject)?.repId
  const { repId } = event.data
  return typeof repId === 'string' ? repId : undefined
}
