import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { noticesQuery } from '../../api/notices'
import { meQuery } from '../../api/queries'
import { keepPushHere } from './push-here'

/** Keeps this browser told of what it was switched on for, tells the service worker that this page says notices itself, and goes where one leads that was clicked outside of it. */
export function useKeepPushHere(): void {
  const client = useQueryClient()
  const navigate = useNavigate()
  const userId = useQuery(meQuery).data?.user?.id

  useEffect(() => {
    if (userId !== undefined) void keepPushHere(userId).catch(() => undefined)
  }, [userId])

  useEffect(() => {
    const worker: ServiceWorkerContainer | undefined = navigator.serviceWorker
    const onMessage = ({ data, ports: [port] }: MessageEvent<{ kind?: string; link?: string } | null>) => {
      if (data?.kind === 'listening?') port?.postMessage('yes')
      if (data?.kind !== 'open' || !data.link?.startsWith('/')) return
      void client.invalidateQueries({ queryKey: noticesQuery.queryKey })
      void navigate({ href: data.link })
    }
    worker?.addEventListener('message', onMessage)
    worker?.startMessages()
    return () => worker?.removeEventListener('message', onMessage)
  }, [client, navigate])
}
