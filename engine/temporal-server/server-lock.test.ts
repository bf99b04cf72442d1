import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { devServerArgs } from './dev-server-args'
import { decideOnLockedServer, readServerLock, removeServerLock, writeServerLock } from './server-lock'

const folder = '/home/ada/watertight/data'
const wanted = { folder, version: '1.29.1', port: 7233, namespace: 'default' }
const commandLine = (settings: Partial<typeof wanted> & { uiPort?: number } = {}) =>
  `/cache/temporal ${devServerArgs({ ...wanted, ...settings }).join(' ')}`

describe('decideOnLockedServer', () => {
  const cases: { name: string; commandLine: string | undefined; decision: string }[] = [
    { name: 'the process is gone', commandLine: undefined, decision: 'start' },
    { name: 'its id belongs to a stranger now', commandLine: 'node /home/ada/other.js', decision: 'start' },
    { name: 'a Temporal server of somebody else', commandLine: commandLine({ folder: '/home/bob/data' }), decision: 'start' },
    { name: 'a Temporal server of a folder with a longer name', commandLine: commandLine({ folder: `${folder}-2` }), decision: 'start' },
    { name: 'ours, as it would be started today', commandLine: commandLine(), decision: 'adopt' },
    { name: 'ours, started with another path of the same program', commandLine: `/else${commandLine()}`, decision: 'adopt' },
    { name: 'ours, on another port', commandLine: commandLine({ port: 7999 }), decision: 'end' },
    { name: 'ours, of another version', commandLine: commandLine({ version: '1.28.0' }), decision: 'end' },
    { name: 'ours, with pages that are not wanted now', commandLine: commandLine({ uiPort: 8233 }), decision: 'end' },
  ]
  it.each(cases)('$name: $decision', ({ commandLine: found, decision }) => {
    expect(decideOnLockedServer({ commandLine: found, folder, wantedArgs: devServerArgs(wanted) })).toBe(decision)
  })
})

describe('the lock file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'watertight-lock-')), 'temporal.lock')
  const lock = { pid: 4711, port: 7233, version: '1.29.1', startedAt: '2026-01-01T00:00:00.000Z' }

  it('is read as it was written, and only its own server removes it', () => {
    writeServerLock(file, lock)
    expect(readServerLock(file)).toEqual(lock)
    removeServerLock(file, 4712)
    expect(existsSync(file)).toBe(true)
    removeServerLock(file, 4711)
    expect(existsSync(file)).toBe(false)
  })

  it.each(['', '{"pid":', '{"pid":"4711"}', 'null', '{"pid":1,"port":2}'])('is nothing when it is damaged: %s', (text) => {
    writeFileSync(file, text)
    expect(readServerLock(file)).toBeUndefined()
  })
})
