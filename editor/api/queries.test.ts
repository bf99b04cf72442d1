import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { newest } from './newest'
import { flowQuery, runQuery } from './queries'
import type { FlowDetail, RunDetail } from './types'

afterEach(() => void vi.unstubAllGlobals())

/** Every request waits for its answer here. */
function answeredLater() {
  const answers: ((response: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => void answers.push(resolve)))
  return answers
}

const reading = (now: number, state: string) => ({ now, state }) as RunDetail

it('an answer that the stream has overtaken does not take a run’s page back', async () => {
  const answers = answeredLater()
  const client = new QueryClient()
  const { queryKey } = runQuery('run')

  const asked = client.fetchQuery(runQuery('run'))
  await expect.poll(() => answers).toHaveLength(1)
  client.setQueryData(queryKey, (known) => newest(known, reading(2_000, 'done')))
  answers[0]?.(new Response(JSON.stringify(reading(1_000, 'waiting'))))
  expect(await asked).toMatchObject({ state: 'done' })
  expect(client.getQueryData(queryKey)).toMatchObject({ state: 'done' })

  client.setQueryData(queryKey, (known) => newest(known, reading(3_000, 'later')))
  expect(client.getQueryData(queryKey)).toMatchObject({ state: 'later' })
})

it('an answer that a save has overtaken does not bring the older draft back', async () => {
  const answers = answeredLater()
  const client = new QueryClient()
  const { queryKey } = flowQuery('flow')
  const detail = (rev: number, name: string, waiting = {}) => ({ rev, draft: { name }, waiting, hasChanges: rev > 1 }) as unknown as FlowDetail
  client.setQueryData(queryKey, detail(1, 'As published'))

  const asked = client.fetchQuery({ ...flowQuery('flow'), staleTime: 0 })
  await expect.poll(() => answers).toHaveLength(1)
  client.setQueryData(queryKey, detail(2, 'Saved'))
  answers[0]?.(new Response(JSON.stringify(detail(1, 'As published', { nap: 3 }))))
  expect(await asked).toEqual(detail(2, 'Saved', { nap: 3 }))

  const again = client.fetchQuery({ ...flowQuery('flow'), staleTime: 0 })
  await expect.poll(() => answers).toHaveLength(2)
  answers[1]?.(new Response(JSON.stringify(detail(3, 'By somebody else'))))
  expect(await again).toEqual(detail(3, 'By somebody else'))
})
