import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { findTemporal, TemporalNotFoundError } from './find-temporal'

/** Something that answers `--version` like Temporal's program. */
function fakeTemporal(folder: string, says: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'temporal')
  writeFileSync(path, `#!/bin/sh\necho "${says}"\n`)
  chmodSync(path, 0o755)
  return path
}

describe.skipIf(process.platform === 'win32')('findTemporal', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watertight-find-'))
    vi.stubEnv('WATERTIGHT_CACHE', join(folder, 'cache'))
    vi.stubEnv('WATERTIGHT_TEMPORAL_PATH', undefined)
    vi.stubEnv('PATH', '')
    // Nothing listens there, so that the SDK's download fails on machines with a network too.
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9')
    return () => vi.unstubAllEnvs()
  })

  it('names every way when none is open, and leaves nothing in the cache', async () => {
    const lines: string[] = []
    const error = await findTemporal({ onProgress: (line) => lines.push(line) }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TemporalNotFoundError)
    const { message } = error as TemporalNotFoundError
    for (const way of ['TEMPORAL_ADDRESS', 'WATERTIGHT_TEMPORAL_PATH', 'temporal.download', 'on PATH', 'install Go', folder]) {
      expect(message).toContain(way)
    }
    expect(message).toContain('go install github.com/temporalio/cli/cmd/temporal@v1.5.1')
    expect(message).toContain('PATH: no program named temporal')
    expect(message).toContain('build: Go is not installed')
    expect(lines).toEqual(['Fetching Temporal 1.5.1, once …'])
    expect(readdirSync(join(folder, 'cache'))).toEqual([])
  })

  it('takes the explicit path before everything else, with its own version', async () => {
    const path = fakeTemporal(join(folder, 'mine'), 'temporal version 1.8.0 (Server 1.31.2, UI 2.50.0)')
    vi.stubEnv('WATERTIGHT_TEMPORAL_PATH', path)
    expect(await findTemporal()).toEqual({ path, version: '1.31.2', how: 'explicit path' })
  })

  it('says so when the explicit path is not a Temporal program', async () => {
    vi.stubEnv('WATERTIGHT_TEMPORAL_PATH', fakeTemporal(join(folder, 'mine'), 'hello'))
    await expect(findTemporal()).rejects.toThrow(/WATERTIGHT_TEMPORAL_PATH is .*mine/)
  })

  it('takes a cached program without asking the network', async () => {
    const path = fakeTemporal(join(folder, 'cache', 'temporal-cli-1.5.1'), 'not asked')
    expect(await findTemporal()).toEqual({ path, version: '1.29.1', how: 'cached' })
  })

  it.each(['temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)', 'temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)'])(
    'takes the right version from PATH: %s',
    async (says) => {
      const path = fakeTemporal(join(folder, 'bin'), says)
      vi.stubEnv('PATH', join(folder, 'bin'))
      expect(await findTemporal()).toEqual({ path, version: '1.29.1', how: 'PATH' })
      expect(existsSync(join(folder, 'cache', 'temporal-cli-1.5.1'))).toBe(false)
    },
  )

  it('passes over another version on PATH and says why', async () => {
    fakeTemporal(join(folder, 'bin'), 'temporal version 1.4.1 (Server 1.28.0, UI 2.39.0)')
    vi.stubEnv('PATH', join(folder, 'bin'))
    await expect(findTemporal()).rejects.toThrow(/PATH: .*temporal is version 1\.4\.1 with server 1\.28\.0/)
  })
})
