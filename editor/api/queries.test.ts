import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { newest } from './newest'
import { runQuery } from './queries'
import type { RunDetail } from './types'

afterEach(() => void vi.unstubAllGlobals())

const reading = (now: number, state: string) => ({ now, state }) as RunDetail

it('an answer that the stream has overtaken does not take a run’s page back', async () => {
  const answers: ((response: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => void answers.push(resolve)))
  const client = new QueryClient()
  const { queryKey } = runQuery('run')

  const asked = client.fetchQuery(runQuery('run'))
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  client.setQueryData(queryKey, (known) => newest(known, reading(2_000, 'done')))
  answers[0]?.(new Response(JSON.stringify(reading(1_000, 'waiting'))))
  expect(await asked).toMatchObject({ state: 'done' })
  expect(client.getQueryData(queryKey)).toMatchObject({ state: 'done' })

  client.setQueryData(queryKey, (known) => newest(known, reading(3_000, 'later')))
  expect(client.getQueryData(queryKey)).toMatchObject({ state: 'later' })
})
