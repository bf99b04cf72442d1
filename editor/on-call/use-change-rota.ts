import { useMutation, useQueryClient } from '@tanstack/react-query'
import { rotasQuery } from '../api/rotas'
import { sayError } from '../parts/toasts'
import { announce } from '../parts/announcements'

/** Does something to a rota and reads all of them again; `said` is read out when it is done. */
export function useChangeRota() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ act }: { act: () => Promise<unknown>; said: string; done?: () => void }) => act(),
    onSuccess: async (_answer, { said, done }) => {
      await client.invalidateQueries({ queryKey: rotasQuery.queryKey })
      announce(said)
      done?.()
    },
    onError: sayError,
  })
}
