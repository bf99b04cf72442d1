import type { Conflict, ConflictKind, ConflictState } from '../api/conflicts'
import type { Tone } from '../runs/run-words'
import { t } from '../words/t'

export const kindWords: Record<ConflictKind, string> = {
  flows: t('Two flows for one person'), colleague: t('A flow while a colleague is in touch'), messages: t('Too many messages at once'), consent: t('A message while they said no'), colleagues: t('Two colleagues at once'),
}

export const conflictStateWords: Record<ConflictState, { words: string; tone: Tone }> = {
  open: { words: t('Kept apart'), tone: 'wait' }, resolved: { words: t('Settled'), tone: 'ok' }, delivered: { words: t('Noticed by the person'), tone: 'bad' },
}

const actions: Record<Conflict['action'], string> = {
  paused: t('Paused'), waits: t('Waits its turn'), 'not-started': t('Not begun'), held: t('Held back'), cancelled: t('Called off'), told: t('The people were told'),
}

const rules: Record<Conflict['rule'], string> = {
  priority: t('the other flow goes first'), 'first-come': t('the other came first'), 'after-colleague': t('a colleague goes first'), gap: t('the time between messages'), cap: t('how many messages at most'), consent: t('they said no'), none: t('nothing could be undone'),
}

const outcomes: Record<string, string> = {
  sent: t('sent later'), cancelled: t('called off'), resumed: t('goes on'), started: t('begun later'), ended: t('ended'), 'by-hand': t('settled by hand'), 'not-started': t('not begun'),
}

/** What was done about it and by which rule, and how it ended where it has. */
export function doneWords({ action, rule, outcome }: Pick<Conflict, 'action' | 'rule' | 'outcome'>): string {
  const done = t('{action}: {rule}', { action: actions[action] ?? action, rule: rules[rule] ?? rule })
  // What is called off or not begun has ended by that.
  if (outcome === null || outcome === action) return done
  return t('{done}, then {outcome}', { done, outcome: outcomes[outcome] ?? outcome })
}
