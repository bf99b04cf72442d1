import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { withProcessLock } from './process-lock'

function newLockFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'watertight-lock-')), 'thing.lock')
}

/** The id of a process that has just ended. */
function deadPid(): number {
  const { pid } = spawnSync(process.execPath, ['--version'])
  return pid
}

describe('withProcessLock', () => {
  it('holds the lock while the action runs and removes it afterwards, also when it throws', async () => {
    const file = newLockFile()
    await withProcessLock({ file }, async () => expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid))
    await expect(withProcessLock({ file }, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom')
    expect(existsSync(file)).toBe(false)
  })

  it('breaks the lock of a process that died', async () => {
    const file = newLockFile()
    writeFileSync(file, JSON.stringify({ pid: deadPid(), host: hostname() }))
    const waits: unknown[] = []
    expect(await withProcessLock({ file, onWait: (pid) => waits.push(pid) }, async () => 'mine')).toBe('mine')
    expect(waits).toEqual([])
  })

  it('breaks a lock that an earlier process with our own id left, as after a restart of a container', async () => {
    const file = newLockFile()
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }))
    expect(await withProcessLock({ file }, async () => 'mine')).toBe('mine')
  })

  it('waits for a live holder and says for whom', async () => {
    const file = newLockFile()
    const holder = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 60_000)'])
    writeFileSync(file, JSON.stringify({ pid: holder.pid, host: hostname() }))
    const events: string[] = []
    const locked = withProcessLock({ file, onWait: (pid) => events.push(`wait for ${pid}`) }, async () => events.push('in'))
    await expect.poll(() => events.length).toBeGreaterThan(0)
    await sleep(600)
    expect(events).toEqual([`wait for ${holder.pid}`])

    const ended = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await ended
    await locked
    expect(events.at(-1)).toBe('in')
  })

  it('does not trust process ids of another host, but breaks a lock that fell silent', async () => {
    const file = newLockFile()
    writeFileSync(file, JSON.stringify({ pid: deadPid(), host: 'another-container' }))
    let isIn = false
    const locked = withProcessLock({ file }, async () => {
      isIn = true
    })
    await sleep(500)
    expect(isIn).toBe(false)

    const longAgo = new Date(Date.now() - 120_000)
    utimesSync(file, longAgo, longAgo)
    await locked
    expect(isIn).toBe(true)
  })

  it('lets callers of one process in one by one', async () => {
    const file = newLockFile()
    let inside = 0
    let most = 0
    const enter = async () => {
      inside += 1
      most = Math.max(most, inside)
      await sleep(20)
      inside -= 1
    }
    await Promise.all([1, 2, 3].map(() => withProcessLock({ file }, enter)))
    expect(most).toBe(1)
  })
})
