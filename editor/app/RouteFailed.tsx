import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Failed } from '../parts/states'

/** A page that could not be opened, most often because the server is away. */
export function RouteFailed({ error }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className="grid h-full">
      <Failed error={error} what="This page" onRetry={() => void router.invalidate()} />
    </main>
  )
}
