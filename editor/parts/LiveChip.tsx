import { RefreshCw, Wifi } from 'lucide-react'
import type { LiveState } from '../api/live'
import { t } from '../words/t'

/** Says whether what is shown follows the server. */
export function LiveChip({ state }: { state: LiveState }) {
  const words = t('{state, select, live {Live} other {Reconnecting}}', { state })
  return state === 'live' ? (
    <span className="chip accent" title={t('This page follows what happens')}>
      <Wifi aria-hidden="true" /> {words}
    </span>
  ) : (
    <span className="chip warn" title={t('What you see may be old')} role="status">
      <RefreshCw aria-hidden="true" /> {words}
    </span>
  )
}
