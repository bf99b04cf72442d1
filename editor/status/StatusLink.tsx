import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import { statusQuery } from '../api/status'
import { t } from '../words/t'
import { countTroubles } from './status-words'

const everyMs = 30_000

/** The way to the status page, with how many things there need somebody. */
export function StatusLink({ isFolded }: { isFolded: boolean }) {
  const { data } = useQuery({ ...statusQuery, refetchInterval: everyMs })
  const count = data ? countTroubles(data) : 0
  const words = count > 0 ? t('Status: {count, plural, one {# thing needs} other {# things need}} somebody', { count }) : t('Status')
  return (
    <Link to="/status" className="rail-link" activeProps={{ className: 'on', 'aria-current': 'page' }} title={words} aria-label={isFolded ? words : undefined}>
      <ShieldCheck aria-hidden="true" />
      <span>{t('Status')}</span>
      {count > 0 && <span className="n bad">{count}</span>}
      {count > 0 && isFolded && <span className="dot" />}
    </Link>
  )
}
