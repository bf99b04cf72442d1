import type { Exit, Priority, Sequence } from '#engine/graph/sequence'
import { describeCondition } from '#nodes/revops/describe-condition'
import { exitReasons } from '#nodes/revops/end-reasons'
import { eventWords } from '#nodes/revops/event-types'
import { t } from '../words/t'

/** How much a flow matters beside others for the same person. */
export const priorityWords: Record<Priority, string> = { 1: t('Before everything else'), 3: t('More than most'), 5: t('As much as most'), 7: t('Less than most') }

/** What a run does that would be second in its group. */
export const busyWords: Record<Sequence['whenBusy'], string> = { wait: t('Wait for its turn'), drop: t('Do not start') }

/** An exit as a sentence: what happens, only if, and the reason that it gives. */
export function exitWords({ event, condition, reason }: Exit): string {
  const because = exitReasons[reason]
  const fits = condition ? describeCondition(condition) : ''
  return fits === '' ? t('{event} → “{reason}”', { event: eventWords(event), reason: because }) : t('{event}, only if {condition} → “{reason}”', { event: eventWords(event), condition: fits, reason: because })
}
