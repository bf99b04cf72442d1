import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { describe, expect, it, vi } from 'vitest'
import { findTestServer, TestServerNotFoundError } from './find-test-server'

const FETCH_MS = 15 * 60_000

describe('findTestServer', () => {
  // The SDK gives the server five seconds to come up, which are not enough where much else is going on.
  it('finds a server that skips time', { timeout: FETCH_MS, retry: 5 }, async () => {
    const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: await findTestServer({ onProgress: console.log }) })
    try {
      const before = await environment.currentTimeMs()
      await environment.sleep('3 days')
      expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(3 * 86_400_000)
    } finally {
      await environment.teardown()
    }
  })

  it('names every way when none is open, and leaves nothing in the cache', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'watertight-find-'))
    vi.stubEnv('WATERTIGHT_CACHE', cache)
    vi.stubEnv('PATH', '')
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9')
    try {
      const error = await findTestServer().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(TestServerNotFoundError)
      for (const part of ['Maven', 'temporal.download', cache, 'download:']) expect(String(error)).toContain(part)
      expect(readdirSync(cache)).toEqual([])
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
