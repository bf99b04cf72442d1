import { useQueryClient } from '@tanstack/react-query'
import { CloudOff, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { isUnreachable } from '../api/api-error'
import { t } from '../words/t'

/** Nothing here yet: what would be here, and one way to get it. */
export function Empty({ icon: Icon, title, children, action }: { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <Icon aria-hidden="true" />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

/** Something could not be read. Says whether the server is gone or refused, and offers to try again: all that failed on the page, since what stopped one stopped the others. */
export function Failed({ error, what, onRetry }: { error: unknown; what: string; /** What else to do to try again. */ onRetry?: () => void }) {
  const client = useQueryClient()
  const isGone = isUnreachable(error)
  const words = error instanceof Error ? error.message : ''
  return (
    <div className="empty" role="alert">
      {isGone ? <CloudOff aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
      <h2>{isGone ? t('The server does not answer') : t('{what} could not be shown', { what })}</h2>
      <p>{isGone ? t('Leads that arrived are kept. This page will show them as soon as the server is back.') : words}</p>
      <button
        type="button"
        className="btn"
        onClick={() => {
          onRetry?.()
          void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
        }}
      >
        {t('Try again')}
      </button>
    </div>
  )
}

/** Rows in the final layout while the first answer is on its way. */
export function BoneRows({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change place
        <div key={index} className="flex items-center gap-4 px-4" style={{ height: 'var(--row)', borderBottom: '1px solid var(--line)' }}>
          <span className="bone" style={{ width: `${18 + ((index * 7) % 12)}%` }} />
          <span className="bone" style={{ width: '14%' }} />
          <span className="bone" style={{ width: `${20 + ((index * 5) % 10)}%` }} />
        </div>
      ))}
    </div>
  )
}
