import { endReasons, engineEndReasons } from '#nodes/revops/end-reasons'
import { CircleCheck, CircleX, CircleHelp, Hourglass, Loader, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { EffectState, RunState } from '../api/types'

export type Tone = 'ok' | 'wait' | 'warn' | 'bad' | 'unsure' | 'still'

export interface StateWords {
  words: string
  tone: Tone
  icon: LucideIcon
}

const endWords: Record<string, string> = { ...endReasons, ...engineEndReasons }

/** Why a run ended, in words. A reason of a newer server is shown as it is. */
export function endReasonWords(reason: string | null): string {
  return reason === null ? 'Done' : (endWords[reason] ?? reason)
}

/** The state of a run in words, as a sales manager would say it. */
export function runStateWords(run: { state: RunState; endReason: string | null; unsure?: boolean; dueAt?: number | null }, now: number): StateWords {
  if (run.unsure) return { words: 'Not sure it was sent', tone: 'unsure', icon: CircleHelp }
  switch (run.state) {
    case 'queued':
      return { words: 'Waits for the run before it', tone: 'still', icon: Hourglass }
    case 'starting':
      return { words: 'Starting', tone: 'still', icon: Loader }
    case 'running':
      return { words: 'On its way', tone: 'wait', icon: Loader }
    case 'waiting':
      if (run.dueAt && run.dueAt <= now) return { words: 'Late', tone: 'warn', icon: TriangleAlert }
      return { words: 'Waiting', tone: 'wait', icon: Hourglass }
    case 'failed':
      return { words: 'Failed', tone: 'bad', icon: CircleX }
    case 'done':
      return { words: endReasonWords(run.endReason), tone: run.endReason === 'accepted' || run.endReason === 'completed' ? 'ok' : 'still', icon: CircleCheck }
  }
}

export const channelWords: Record<string, string> = { email: 'E-mail', notice: 'Desktop', webhook: 'Webhook', slack: 'Slack' }

export const effectWords: Record<EffectState, { words: string; tone: Tone }> = {
  claimed: { words: 'About to go', tone: 'wait' },
  sending: { words: 'On its way', tone: 'wait' },
  done: { words: 'Sent', tone: 'ok' },
  failed: { words: 'Not sent', tone: 'bad' },
  unknown: { words: 'Not sure it was sent', tone: 'unsure' },
  cancelled: { words: 'Called off', tone: 'still' },
  held: { words: 'Held back', tone: 'warn' },
}
