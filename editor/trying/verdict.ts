import type { Difference, Outcome } from '../api/trying'
import { spanWords } from '../parts/times'
import { endReasonWords } from '../runs/run-words'
import { t } from '../words/t'

export interface Verdict {
  tone: 'ok' | 'warn' | 'bad'
  words: string
}

/** Whether it is well that a case came out like this, and how it did, in words. */
export function verdictOf(outcome: Outcome, labelOf: (nodeId: string) => string): Verdict {
  const { state, arrived, bugs, runs, place, endReason, failure, standsAt, work, owner, afterMs } = outcome
  const at = standsAt === null ? '' : labelOf(standsAt)
  if (arrived === 'stuck') return { tone: 'bad', words: t('Stuck at the door: it was kept, and no flow could take it up') }
  if (bugs[0] !== undefined) return { tone: 'bad', words: t('An error in the code of a step: {error}', { error: bugs[0] }) }
  if (state === 'cut') return { tone: 'bad', words: t('Took so long that it was stopped') }
  if (state === 'not-started') return { tone: 'warn', words: t('Nothing was started by it') }
  if (runs > 1) return { tone: 'bad', words: t('The same lead was worked on {runs} times', { runs }) }
  if (place === 'nobody') return { tone: 'bad', words: t('Ended as “{reason}”, and nobody has the lead', { reason: endReasonWords(endReason) }) }
  if (endReason === 'failed') {
    return work.length > 0
      ? { tone: 'warn', words: t('Stopped by a failure at “{step}”, and somebody is asked to look', { step: at }) }
      : { tone: 'bad', words: t('Stopped by a failure, and nobody is told: {failure}', { failure: failure ?? '' }) }
  }
  if (state === 'going-round') return { tone: 'warn', words: t('Still asking after {span}, at “{step}”: it goes on until somebody answers', { span: spanWords(afterMs), step: at }) }
  if (state === 'open') return { tone: 'warn', words: t('Still open after {span}, at “{step}”', { span: spanWords(afterMs), step: at }) }
  const ended = owner === null ? endReasonWords(endReason) : t('{owner} has it', { owner })
  return { tone: 'ok', words: work.length === 0 ? ended : t('{ended}; {count, plural, one {made a work item} other {made # work items}}', { ended, count: work.length }) }
}

/** Where a saved example came out otherwise than it did, a sentence for each. */
export function differenceWords(differences: Difference[], labelOf: (nodeId: string, outlet?: string | null) => string): string[] {
  return differences.map((difference) => wordsOf(difference, labelOf))
}

function wordsOf(difference: Difference, labelOf: (nodeId: string, outlet?: string | null) => string): string {
  switch (difference.kind) {
    case 'way':
      return wayWords(difference, labelOf)
    case 'end':
      return t('It should end as “{expected}”, and now: “{found}”.', { expected: endWords(difference.expected), found: endWords(difference.found) })
    case 'owner':
      return t('{expected} should get it, and now {found} does.', { expected: difference.expected ?? t('nobody'), found: difference.found ?? t('nobody') })
    case 'messages':
      return messageWords(difference)
  }
}

function wayWords({ expected, found }: Extract<Difference, { kind: 'way' }>, labelOf: (nodeId: string, outlet?: string | null) => string): string {
  if (!expected) return t('It goes on to “{step}”, where it was over before.', { step: labelOf(found?.nodeId ?? '') })
  if (!found) return t('It does not get to “{step}” any more.', { step: labelOf(expected.nodeId) })
  if (expected.nodeId !== found.nodeId) return t('It should come to “{expected}”, and comes to “{found}”.', { expected: labelOf(expected.nodeId), found: labelOf(found.nodeId) })
  return t('At “{step}” it should leave by “{expected}”, and leaves by “{found}”.', {
    step: labelOf(expected.nodeId), expected: labelOf(expected.nodeId, expected.outlet), found: labelOf(found.nodeId, found.outlet),
  })
}

function endWords({ state, endReason }: Pick<Outcome, 'state' | 'endReason'>): string {
  if (state === 'ended') return endReasonWords(endReason)
  return state === 'not-started' ? t('not started') : t('still open')
}

function messageWords({ missing, more }: Extract<Difference, { kind: 'messages' }>): string {
  const names = (list: { to: string }[]) => [...new Set(list.map(({ to }) => to))].slice(0, 3).join(', ')
  const parts = [
    ...(missing.length > 0 ? [t('{count, plural, one {One message} other {# messages}} fewer ({names})', { count: missing.length, names: names(missing) })] : []),
    ...(more.length > 0 ? [t('{count, plural, one {one message} other {# messages}} more ({names})', { count: more.length, names: names(more) })] : []),
  ]
  return `${parts.join(', ')}.`
}
