import { RefreshCw, Wifi } from 'lucide-react'
import type { LiveState } from '../api/live'

/** Says whether what is shown follows the server. */
export function LiveChip({ state }: { state: LiveState }) {
  return state === 'live' ? (
    <span className="chip accent" title="This page follows what happens">
      <Wifi aria-hidden="true" /> Live
    </span>
  ) : (
    <span className="chip warn" title="What you see may be old" role="status">
      <RefreshCw aria-hidden="true" /> Reconnecting
    </span>
  )
}
