import { useNow } from '../api/clock'
import { agoWords, exactWords } from '../parts/times'
import { useFlow } from './store/flow-context'

/** Whether the draft is saved, in words. */
export function SaveWords() {
  const save = useFlow((state) => state.save)
  const now = useNow()
  switch (save.kind) {
    case 'saved':
      return save.at === null ? <span>Saved.</span> : <time title={exactWords(save.at)}>Saved {agoWords(save.at, Math.max(now, save.at))}.</time>
    case 'changed':
      return <span>Changed…</span>
    case 'saving':
      return <span>Saving…</span>
    case 'offline':
      return <span className="late">Not saved yet.</span>
    case 'conflict':
    case 'refused':
      return <span className="late">Not saved.</span>
  }
}
