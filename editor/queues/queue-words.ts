import { momentWords } from '#nodes/revops/moment-words'
import type { WatchGap } from '#nodes/revops/watch-gap'
import type { QueueEntry, QueueRow } from '../api/queues'
import { leadName } from '../records/lead-words'
import { t } from '../words/t'

/** What is wrong with who watches, for a row of a list. */
export const gapWords: Record<WatchGap, { words: string; tone: 'bad' | 'warn' }> = {
  nobody: { words: t('Nobody watches it'), tone: 'bad' },
  'all-away': { words: t('All away'), tone: 'bad' },
  'one-only': { words: t('One person only'), tone: 'warn' },
}

/** The same as a sentence, with what it means. */
export function gapSentence({ gap, watchers }: Pick<QueueRow, 'gap' | 'watchers'>): string | undefined {
  const active = watchers.filter((watcher) => watcher.active)
  if (gap === 'nobody') return t('Nobody active watches this queue: nobody is told of what comes in.')
  if (gap === 'all-away') return t('Whoever watches this queue is away: {who}. Nobody may see in time what comes in.', { who: active.map(({ name, awayUntil }) => awayWords(name, awayUntil ?? 0)).join(', ') })
  if (gap === 'one-only') return t('Only {name} watches this queue. As soon as {name} is away, nobody sees what comes in.', { name: active[0]?.name ?? '' })
  return undefined
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Until when somebody is away, by the clock of who reads it. */
export function awayWords(name: string, until: number): string {
  return t('{name} until {until}', { name, until: momentWords(until, zone) })
}

export function entryName({ lead, title }: Pick<QueueEntry, 'lead' | 'title'>): string {
  return lead ? leadName(lead) : title
}
