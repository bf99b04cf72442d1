import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { api } from '../api'
import { ApiError } from '../api/api-error'
import { serverNow, setServerNow } from '../api/clock'
import type { Ack } from '../api/types'
import { Brand } from '../app/Brand'
import { Failed } from '../parts/states'
import { t } from '../words/t'
import { AckOutcome } from './AckOutcome'
import { AckQuestion } from './AckQuestion'

const lookAgainMs = 10_000

async function readAck(token: string): Promise<Ack> {
  const ack = await api.ack(token)
  setServerNow(ack.now)
  return ack
}

/** Where a rep answers "I have it" or passes on, from the link in a message. Made for a thumb; needs no session. */
export function AckPage() {
  const { token } = useParams({ from: '/a/$token' })
  const client = useQueryClient()
  const queryKey = ['ack', token]
  const ack = useQuery({
    queryKey,
    queryFn: () => readAck(token),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? lookAgainMs : false),
    retry: (failures, error) => !(error instanceof ApiError && error.status >= 400 && error.status < 500) && failures < 3,
  })
  const answer = useMutation({
    mutationFn: (choice: 'have-it' | 'pass-on') => api.answerAck(token, choice),
    onSuccess: (next) => {
      setServerNow(next.now)
      client.setQueryData(queryKey, next)
    },
    // Somebody else may have been faster; then the page says so.
    onError: () => void ack.refetch(),
  })
  useWhenOver(ack.data, () => void ack.refetch())

  return (
    <main className="ack">
      <header>
        <Brand /> <b>Watertight</b>
      </header>
      {ack.isPending ? (
        <div role="status" aria-label={t('Reading the lead')} className="grid gap-4">
          <span className="bone" style={{ height: 64, borderRadius: 12 }} />
          <span className="bone" style={{ height: 34, width: '70%' }} />
          <span className="bone" style={{ height: 260, borderRadius: 12 }} />
        </div>
      ) : ack.isError ? (
        ack.error instanceof ApiError && ack.error.status === 404 ? <AckOutcome ack={undefined} why={ack.error.message} /> : <Failed error={ack.error} what={t('This lead')} />
      ) : ack.data.state === 'open' ? (
        <AckQuestion ack={ack.data} isBusy={answer.isPending} error={answer.error} onAnswer={answer.mutate} />
      ) : (
        <AckOutcome ack={ack.data} />
      )}
    </main>
  )
}

/** Asks again at the instant at which the time is over, a little later than that for the server to have noticed. */
function useWhenOver(ack: Ack | undefined, onOver: () => void): void {
  const until = ack?.state === 'open' ? ack.until : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the callback is made anew by each render; only the instant matters
  useEffect(() => {
    if (until === null || until <= serverNow()) return
    const timer = setTimeout(onOver, Math.min(until - serverNow() + 700, 2_000_000_000))
    return () => clearTimeout(timer)
  }, [until])
}
