import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api'
import { ApiError } from '../api/api-error'
import { workQuery } from '../api/queries'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'

/** Takes something from a queue. When somebody else was first, says who. */
export function useClaim() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, repId }: { id: string; repId?: string }) => api.claim(id, repId),
    onSuccess: () => useToasts.getState().say(t('It is yours now.')),
    onError: (error) => (error instanceof ApiError && error.code === 'already-taken' ? useToasts.getState().say(error.message) : sayError(error)),
    onSettled: () => client.invalidateQueries({ queryKey: workQuery.queryKey }),
  })
}

const standingWords = {
  open: (missing: number) => t('Noted. {missing} more must agree.', { missing }),
  approved: () => t('It is approved, and the flow goes on.'),
  rejected: () => t('It is rejected, and the flow goes on.'),
  closed: () => t('Nobody waits for this answer any more.'),
}

/** Answers a question with yes or no, and says how it stands then. */
export function useApprove() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, answer, note }: { id: string; answer: 'approve' | 'reject'; note: string }) => api.approve(id, answer, note),
    onSuccess: ({ state, missing }) => useToasts.getState().say(standingWords[state](missing)),
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey: workQuery.queryKey }),
  })
}

/** Ends a piece of work; one in doubt needs an answer. */
export function useFinish() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, answer }: { id: string; answer?: 'sent' | 'not-sent' }) => api.finish(id, answer),
    onSuccess: () => useToasts.getState().say(t('Done.')),
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey: workQuery.queryKey }),
  })
}
