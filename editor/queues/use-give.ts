import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api'
import { ApiError } from '../api/api-error'
import type { QueueEntry } from '../api/queues'
import type { Ref } from '../api/types'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'
import { entryName } from './queue-words'

interface Given {
  entries: QueueEntry[]
  to: Ref
  isMe: boolean
}

const mostSaid = 2

/** Takes entries out of a queue for somebody, one after the other. Of those for which somebody else was first it says who has them; the others go on. */
export function useGive() {
  const client = useQueryClient()
  const { say } = useToasts.getState()
  return useMutation({
    mutationFn: async ({ entries, to }: Given) => {
      const given: QueueEntry[] = []
      const gone: { entry: QueueEntry; why: string }[] = []
      for (const entry of entries) {
        try {
          await api.claim(entry.id, to.id)
          given.push(entry)
        } catch (error) {
          if (!(error instanceof ApiError && error.code === 'already-taken')) throw error
          gone.push({ entry, why: error.message })
        }
      }
      return { given, gone }
    },
    onSuccess: ({ given: [first, ...others], gone }, { to, isMe }) => {
      if (first && others.length === 0) say(isMe ? t('{lead} is yours now.', { lead: entryName(first) }) : t('{name} has {lead} now.', { lead: entryName(first), name: to.name }))
      else if (first) say(isMe ? t('{count} leads are yours now.', { count: others.length + 1 }) : t('{name} has {count} leads more now.', { count: others.length + 1, name: to.name }))
      for (const { entry, why } of gone.slice(0, mostSaid)) say(t('{lead} is gone from the queue. {why}', { lead: entryName(entry), why }))
      if (gone.length > mostSaid) say(t('{count, plural, one {# more is} other {# more are}} with others already.', { count: gone.length - mostSaid }))
    },
    onError: sayError,
    onSettled: () => Promise.all(['queues', 'work', 'roster'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}
