import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isUnreachable } from './api-error'

/** The cache of everything read from the server. `onSignedOut` is called when a session is missing or over. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.status === 401) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        networkMode: 'always',
        retry: (failures, error) => isUnreachable(error) && failures < 2,
        retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 5_000),
      },
      mutations: { networkMode: 'always' },
    },
  })
}
