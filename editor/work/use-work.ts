import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api'
import { ApiError } from '../api/api-error'
import { workQuery } from '../api/queries'
import { sayError, useToasts } from '../parts/toasts'

/** Takes something from a queue. When somebody else was first, says who. */
export function useClaim() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, repId }: { id: string; repId?: string }) => api.claim(id, repId),
    onSuccess: () => useToasts.getState().say('It is yours now.'),
    onError: (error) => (error instanceof ApiError && error.code === 'already-taken' ? useToasts.getState().say(error.message) : sayError(error)),
    onSettled: () => client.invalidateQueries({ queryKey: workQuery.queryKey }),
  })
}

/** Ends a piece of work; one in doubt needs an answer. */
export function useFinish() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, answer }: { id: string; answer?: 'sent' | 'not-sent' }) => api.finish(id, answer),
    onSuccess: () => useToasts.getState().say('Done.'),
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey: workQuery.queryKey }),
  })
}
