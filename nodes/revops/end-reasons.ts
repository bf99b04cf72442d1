import { t } from '../sdk/t'

/** Why somebody leaves a flow before its end. */
export const exitReasons = {
  replied: t('The lead has answered'),
  'meeting-booked': t('A meeting is booked'),
  opportunity: t('A deal has begun'),
  'goal-met': t('Goal reached'),
  'consent-withdrawn': t('The lead does not want to be contacted'),
  disqualified: t('Not a lead for us'),
  'taken-over': t('A person took over'),
  'lead-closed': t('Somebody is done with the lead'),
} as const

export type ExitReason = keyof typeof exitReasons

/** Every reason with which a run may end. Closed: a run that ends otherwise is a bug. */
export const endReasons = {
  accepted: t('Somebody has it'),
  'no-longer-routable': t('Nothing left to route'),
  queued: t('Waits in a watched queue'),
  rejected: t('Turned down'),
  completed: t('All steps done'),
  'no-consent': t('May not be contacted'),
  unreachable: t('Cannot be reached'),
  nurture: t('Left in peace until the next review'),
  holdout: t('Left out on purpose, to compare'),
  ...exitReasons,
} as const

/** Reasons that flows choose in an End node. */
export type EndReason = keyof typeof endReasons

/** Reasons that only the engine gives. A failed run always leaves a work item. */
export const engineEndReasons = {
  failed: t('Stopped by a failure'),
  superseded: t('Replaced by a newer run'),
  dropped: t('Another run for this lead was under way'),
  'not-again': t('Not again for this person, as the trigger says'),
  cancelled: t('Stopped by a person'),
} as const
