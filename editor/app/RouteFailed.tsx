import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isMissingCode, isUnreachable } from '../api/api-error'
import { Failed } from '../parts/states'
import { t } from '../words/t'

const askAgainMs = 3_000

/** A page that could not be opened, most often because the server is away; it opens as soon as the server answers. */
export function RouteFailed({ error }: ErrorComponentProps) {
  const router = useRouter()
  const isGone = isUnreachable(error)
  const isOld = isMissingCode(error)

  useEffect(() => {
    if (!isGone) return
    const timer = setInterval(async () => {
      const isBack = await fetch('/health').then((answer) => answer.ok, () => false)
      if (!isBack) return
      // A browser may keep that a piece of code was not to be had, and a newer server has other pieces.
      if (isOld) window.location.reload()
      else void router.invalidate()
    }, askAgainMs)
    return () => clearInterval(timer)
  }, [isGone, isOld, router])

  return (
    <main className="grid h-full">
      <Failed error={error} what={t('This page')} onRetry={() => (isOld ? window.location.reload() : void router.invalidate())} />
    </main>
  )
}
