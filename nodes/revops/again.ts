import { z } from 'zod'
import { Duration, durationMs } from '../sdk/duration'
import type { Again } from '../sdk/start-spec'
import { t } from '../sdk/t'

/** Settings that triggers have in common: whether a person may start the flow again. Spread into a trigger's params. */
export const againParams = {
  again: z.enum(['each', 'once', 'after', 'not-active']).default('each').meta({
    title: t('For the same person'), description: t('A person is whoever made the inquiry, with all of their leads. A start that is refused stays visible among the runs, with its reason.'),
    enumNames: [t('Each time'), t('Only once ever'), t('Again only after a time'), t('Not while one is under way')], advanced: true,
  }),
  againAfter: Duration.default({ amount: 30, unit: 'd' }).meta({ title: t('Again after'), description: t('Counted from the start of the last one.'), showWhen: { again: 'after' }, advanced: true }),
}

/** Settings of triggers that events start: whether several of them shortly one after another are one. Spread into a trigger's params. */
export const settleParams = {
  settle: z.enum(['none', 'quiet']).default('none').meta({
    title: t('Several shortly one after another'), description: t('The second choice starts one run, with the last of them, if the lead fits then. It waits at most ten times as long.'),
    enumNames: [t('Start one run each'), t('Start one run once it is quiet')], advanced: true,
  }),
  settleFor: Duration.default({ amount: 10, unit: 's' }).meta({ title: t('Quiet for'), description: t('So long no other must have come about the same lead.'), showWhen: { settle: 'quiet' }, advanced: true }),
}

/** The rule for what starts the flow, from a trigger's params. */
export function againOf({ again, againAfter }: { again: 'each' | Again['rule']; againAfter: Duration }): { again?: Again } {
  if (again === 'each') return {}
  return { again: again === 'after' ? { rule: again, ms: durationMs(againAfter) } : { rule: again } }
}

/** How long events are to settle, from a trigger's params. */
export function settleOf({ settle, settleFor }: { settle: 'none' | 'quiet'; settleFor: Duration }): { settleMs?: number } {
  return settle === 'quiet' ? { settleMs: durationMs(settleFor) } : {}
}
