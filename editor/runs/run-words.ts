import { endReasons, engineEndReasons } from '#nodes/revops/end-reasons'
import { Ban, CircleCheck, CircleHelp, CirclePause, CircleStop, CircleX, Hourglass, ListOrdered, Loader, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { EffectState, RunDetail, RunHold, RunState } from '../api/types'
import { spanWords } from '../parts/times'
import { t, translated } from '../words/t'

export type Tone = 'ok' | 'wait' | 'warn' | 'bad' | 'unsure' | 'still'

export interface StateWords {
  words: string
  tone: Tone
  icon: LucideIcon
}

// A run is stopped by a person or by the run that started it; its page says by whom.
const endWords: Record<string, string> = { ...endReasons, ...engineEndReasons, cancelled: t('Stopped') }

/** Why a run ended, in words. A reason of a newer server is shown as it is. */
export function endReasonWords(reason: string | null): string {
  return reason === null ? t('Done') : translated(endWords[reason] ?? reason)
}

/** Reasons of runs that did not get to an end of their own. */
const cutShort = ['cancelled', 'superseded', 'dropped', 'not-again']

interface Standing {
  state: RunState
  hold: RunHold
  endReason: string | null
  unsure?: boolean
  dueAt?: number | null
}

/** The state of a run in words, as a sales manager would say it. */
export function runStateWords(run: Standing, now: number): StateWords {
  if (run.unsure) return { words: t('Not sure it was sent'), tone: 'unsure', icon: CircleHelp }
  if (isOpen(run) && run.hold === 'cancelled') return { words: t('Being stopped'), tone: 'still', icon: CircleStop }
  if (isOpen(run) && run.hold === 'paused') return { words: t('Paused'), tone: 'wait', icon: CirclePause }
  switch (run.state) {
    case 'queued':
      return { words: t('Waits its turn'), tone: 'still', icon: ListOrdered }
    case 'starting':
      return { words: t('Starting'), tone: 'still', icon: Loader }
    case 'running':
      return { words: t('On its way'), tone: 'wait', icon: Loader }
    case 'waiting':
      if (run.dueAt && run.dueAt <= now) return { words: t('Late'), tone: 'warn', icon: TriangleAlert }
      return { words: t('Waiting'), tone: 'wait', icon: Hourglass }
    case 'failed':
      return { words: t('Failed'), tone: 'bad', icon: CircleX }
    case 'done': {
      const words = endReasonWords(run.endReason)
      if (cutShort.includes(run.endReason ?? '')) return { words, tone: 'still', icon: Ban }
      return { words, tone: run.endReason === 'accepted' || run.endReason === 'completed' ? 'ok' : 'still', icon: CircleCheck }
    }
  }
}

/** Whether a run is not over. */
export function isOpen({ state }: { state: RunState }): boolean {
  return state !== 'done' && state !== 'failed'
}

/** What stopping would do to this run now, with numbers: one sentence each. */
export function stopWords(run: Pick<RunDetail, 'steps' | 'owner' | 'subject' | 'children'>): string[] {
  const waits = run.steps.filter((step) => step.state === 'waiting').length
  const unsent = run.steps.flatMap((step) => step.effects).filter((effect) => effect.state === 'claimed' || effect.state === 'held').length
  const underWay = run.steps.flatMap((step) => step.effects).filter((effect) => effect.state === 'sending').length
  return [
    t('Nothing more of it happens. It cannot be let go on later.'),
    ...(waits > 0 ? [t('{waits, plural, one {One open wait is closed; an answer to it counts no more.} other {# open waits are closed; answers to them count no more.}}', { waits })] : []),
    ...(unsent > 0 ? [t('{unsent, plural, one {One message that has not gone yet is called off.} other {# messages that have not gone yet are called off.}}', { unsent })] : []),
    ...(underWay > 0 ? [t('{underWay, plural, one {One message is on its way this moment and may still arrive.} other {# messages are on their way this moment and may still arrive.}}', { underWay })] : []),
    ...(run.children.some(isOpen) ? [t('Runs that it has started and waits for are stopped too.')] : []),
    ...(run.subject.type === 'workspace' ? [] : [run.owner ? t('The lead stays where it is: {name} keeps it.', { name: run.owner.name }) : t('The lead stays where it is: nobody has it, and this flow will not find anybody.')]),
  ]
}

/** What letting go on does with dates, as it stands `now`. */
export function resumeWords(run: Pick<RunDetail, 'steps' | 'pausedAt'>, now: number): { keep: string; shift: string } {
  const open = run.steps.filter((step) => step.state === 'waiting' && step.dueAt !== null)
  const due = open.filter((step) => (step.dueAt ?? 0) <= now).length
  const pause = spanWords(now - (run.pausedAt ?? now))
  return {
    keep: due === 0 ? t('Nothing came due during the pause.') : t('{due, plural, one {One wait came due during the pause: what comes after it happens now.} other {# waits came due during the pause: what comes after them happens now.}}', { due }),
    shift: open.length === 0 ? t('No date is open just now.') : t('{count, plural, one {The open date moves {pause} later, as if the pause had not been.} other {# open dates move {pause} later, as if the pause had not been.}}', { count: open.length, pause }),
  }
}

export const channelWords: Record<string, string> = { email: t('E-mail'), sms: t('Text message'), notice: t('Desktop'), webhook: t('Webhook'), slack: t('Slack') }

export const effectWords: Record<EffectState, { words: string; tone: Tone }> = {
  claimed: { words: t('About to go'), tone: 'wait' },
  sending: { words: t('On its way'), tone: 'wait' },
  done: { words: t('Sent'), tone: 'ok' },
  failed: { words: t('Not sent'), tone: 'bad' },
  unknown: { words: t('Not sure it was sent'), tone: 'unsure' },
  cancelled: { words: t('Called off'), tone: 'still' },
  held: { words: t('Held back'), tone: 'warn' },
}
