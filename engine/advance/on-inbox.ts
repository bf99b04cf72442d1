import type { InboxItem } from './messages'
import { followOutcome } from './moves'
import type { Turn } from './turn'

/** Takes in what has arrived since the cursor. Entries for waits that the run has left are passed over. */
export function onInbox(turn: Turn, items: InboxItem[], cursor: number): void {
  const { state } = turn
  for (const item of items) {
    if (item.seq <= state.cursor || state.ending) continue
    // Before the move: the snapshot that it may keep must not read this entry again.
    state.cursor = item.seq
    const token = state.tokens.find((each) => each.at === item.nodeId && each.visit === item.visit && each.phase === 'waiting')
    if (!token) continue
    turn.commands.push({ type: 'cancel-timer', token: token.id })
    followOutcome(turn, token, { outlet: item.outlet })
  }
  state.cursor = Math.max(state.cursor, cursor)
}
