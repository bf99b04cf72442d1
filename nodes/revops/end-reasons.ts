/** Every reason with which a run may end. Closed: a run that ends otherwise is a bug. */
export const endReasons = {
  accepted: 'Somebody has it',
  'no-longer-routable': 'Nothing left to route',
  queued: 'Waits in a watched queue',
  rejected: 'Turned down',
  completed: 'All steps done',
} as const

/** Reasons that flows choose in an End node. */
export type EndReason = keyof typeof endReasons

/** Reasons that only the engine gives. A failed run always leaves a work item. */
export const engineEndReasons = {
  failed: 'Stopped by a failure',
  superseded: 'Replaced by a newer run',
  dropped: 'Another run for this lead was under way',
  cancelled: 'Stopped by a person',
} as const
