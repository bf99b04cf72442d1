import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isUnreachable } from '../api/api-error'
import { Failed } from '../parts/states'
import { t } from '../words/t'

const askAgainMs = 3_000

/** A page that could not be opened, most often because the server is away; then it is tried again by itself. */
export function RouteFailed({ error }: ErrorComponentProps) {
  const router = useRouter()
  const isGone = isUnreachable(error)

  useEffect(() => {
    if (!isGone) return
    const timer = setInterval(() => void router.invalidate(), askAgainMs)
    return () => clearInterval(timer)
  }, [isGone, router])

  return (
    <main className="grid h-full">
      <Failed error={error} what={t('This page')} onRetry={() => void router.invalidate()} />
    </main>
  )
}
