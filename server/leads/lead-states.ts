export const leadStates = ['open', 'routed', 'queued', 'review', 'rejected', 'merged', 'closed'] as const
export type LeadState = (typeof leadStates)[number]
