import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { markRead, type Notice } from '../api/notices'

/** Goes where a notice leads; it is read then. */
export function useOpenNotice(): (notice: Notice) => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useCallback(
    (notice) => {
      // Where it is not taken it stays unread, which the bell says.
      void markRead(client, notice).catch(() => undefined)
      if (notice.link?.startsWith('/')) void navigate({ href: notice.link })
      else if (notice.link) window.open(notice.link, '_blank', 'noopener')
    },
    [client, navigate],
  )
}
