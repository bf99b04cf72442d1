import { t } from '../sdk/t'

/** Every reason with which a run may end. Closed: a run that ends otherwise is a bug. */
export const endReasons = {
  accepted: t('Somebody has it'),
  'no-longer-routable': t('Nothing left to route'),
  queued: t('Waits in a watched queue'),
  rejected: t('Turned down'),
  completed: t('All steps done'),
  'no-consent': t('May not be contacted'),
} as const

/** Reasons that flows choose in an End node. */
export type EndReason = keyof typeof endReasons

/** Reasons that only the engine gives. A failed run always leaves a work item. */
export const engineEndReasons = {
  failed: t('Stopped by a failure'),
  superseded: t('Replaced by a newer run'),
  dropped: t('Another run for this lead was under way'),
  cancelled: t('Stopped by a person'),
} as const
