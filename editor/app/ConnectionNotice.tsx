import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LiveState } from '../api/live'
import { t } from '../words/t'

/** A short break is not worth a word. */
const patienceMs = 3_000

/** Says on every page that the server does not answer, and what that means. */
export function ConnectionNotice({ live }: { live: LiveState }) {
  const [isLost, setIsLost] = useState(false)
  useEffect(() => {
    if (live === 'live') return setIsLost(false)
    const timer = setTimeout(() => setIsLost(true), patienceMs)
    return () => clearTimeout(timer)
  }, [live])
  if (!isLost) return null
  return (
    <div className="notice warn" role="status">
      <CloudOff aria-hidden="true" />
      {t('The server does not answer. What you see may be old; this page connects again by itself.')}
    </div>
  )
}
