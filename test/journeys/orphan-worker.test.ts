import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorkspace } from '../harness/create-workspace'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'

/* A worker belongs to the server that began it: without it, it must be gone, however far it had come. */

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ smtpUrl: '', env: { WATERTIGHT_SMTP_URL: '' }, prepare: (folder) => void createWorkspace(folder, { reps: 1, capacity: 5, webhookUrl: 'http://127.0.0.1:1', windows: {} }) })
})
afterAll(async () => {
  await stack?.stop()
  stack?.remove()
})

it.each([['at once', 0], ['while it comes up', 1_500], ['when it is ready', Number.POSITIVE_INFINITY]])('a worker whose server is gone %s ends, without an error', async (_when, ms) => {
  const worker = stack.forkWorker()
  if (Number.isFinite(ms)) await sleep(ms)
  else await new Promise((resolve) => worker.on('message', resolve))
  worker.disconnect()
  await until('the worker is gone', 60_000, () => worker.exitCode !== null)
  expect(worker.exitCode).toBe(0)
})
