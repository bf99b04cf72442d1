import { assertNever } from '#nodes/sdk/assert-never'
import { askFresh, tryNow } from './ask'
import type { InboxItem } from './messages'
import { askEnd, followOutcome } from './moves'
import type { Turn } from './turn'

/** Takes in what has arrived since the cursor. Entries for waits that the run has left are passed over. */
export function onInbox(turn: Turn, items: InboxItem[], cursor: number): void {
  const { state } = turn
  for (const item of items) {
    if (item.seq <= state.cursor) continue
    // Before the move: the snapshot that it may keep must not read this entry again.
    state.cursor = item.seq
    takeIn(turn, item)
  }
  state.cursor = Math.max(state.cursor, cursor)
}

function takeIn(turn: Turn, item: InboxItem): void {
  const { state, commands } = turn
  switch (item.kind) {
    case 'answered': {
      const token = state.ending ? undefined : state.tokens.find((each) => each.at === item.nodeId && each.visit === item.visit && each.phase === 'waiting')
      if (!token) return
      commands.push({ type: 'cancel-timer', token: token.id })
      token.until = undefined
      return followOutcome(turn, token, { outlet: item.outlet })
    }
    case 'resumed':
      if (state.ending) return askEnd(turn, state.ending)
      for (const token of [...state.tokens]) {
        if (token.held) askFresh(turn, token)
        // Calls are under way beside the run: this one may have been refused before, and its answer come behind.
        else if (token.phase === 'calling' && turn.plan.engine >= 3) token.resumed = true
      }
      return
    case 'woken': {
      const token = state.ending ? undefined : state.tokens.find((each) => each.at === item.nodeId && each.visit === item.visit)
      if (token?.phase === 'calling') token.woken = true
      if (token?.phase === 'retrying' && !token.held) tryNow(turn, token)
      return
    }
    case 'cancelled':
      return askEnd(turn, { reason: item.reason })
    default:
      assertNever(item)
  }
}
