import type { RunHold, RunState } from '../api/types'
import { runStateWords } from './run-words'

/** The state of a run: an icon and words, tinted. */
export function RunStateChip({ run, now }: { run: { state: RunState; hold: RunHold; endReason: string | null; unsure?: boolean; dueAt?: number | null }; now: number }) {
  const { words, tone, icon: Icon } = runStateWords(run, now)
  return (
    <span className={`chip ${tone}`}>
      <Icon aria-hidden="true" /> <span className="truncate">{words}</span>
    </span>
  )
}
