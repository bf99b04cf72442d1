/** States of leads that are over: nothing starts by itself for them. */
export const overStates = ['rejected', 'merged', 'closed'] as const
