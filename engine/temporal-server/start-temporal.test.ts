import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endProcess } from './end-process'
import { type FoundTemporal, findTemporal } from './find-temporal'
import { findFreePort, PortTakenError } from './ports'
import { commandLineOf, isRunning } from './process-identity'
import { prepareNamespace } from './prepare-namespace'
import { searchAttributes } from './search-attributes'
import { type RunningTemporal, type StartTemporalOptions, startTemporal, type TemporalExit } from './start-temporal'

const BUILD_MS = 15 * 60_000
const TEST_MS = 240_000

let temporal: FoundTemporal
beforeAll(async () => {
  temporal = await findTemporal({ onProgress: console.log })
}, BUILD_MS)

let folder: string
let port: number
let cleanUp: (() => Promise<unknown>)[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-start-'))
  port = await findFreePort()
  cleanUp = []
})
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

async function start(options: Partial<StartTemporalOptions> = {}): Promise<RunningTemporal> {
  const running = await startTemporal({ folder, path: temporal.path, version: temporal.version, port, ...options })
  cleanUp.push(running.stop)
  return running
}

async function connect(): Promise<Connection> {
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` })
  cleanUp.push(() => connection.close())
  return connection
}

function lockedPid(): number {
  return JSON.parse(readFileSync(join(folder, 'temporal.lock'), 'utf8')).pid
}

/** A process of ours that starts the server and then only lives. */
async function startInAnotherProcess(): Promise<ChildProcess> {
  const options = JSON.stringify({ folder, path: temporal.path, version: temporal.version, port })
  const code = `
    import { startTemporal } from ${JSON.stringify(new URL('./start-temporal.ts', import.meta.url).href)}
    await startTemporal(${options})
    console.log('ready')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, so that a test can send it a signal as a terminal does.
    detached: true,
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', () => reject(new Error('the starting process ended')))
  })
  return child
}

async function killed(child: ChildProcess, send: () => void): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  send()
  await ended
}

describe('startTemporal', { timeout: TEST_MS }, () => {
  it('answers when it resolves, keeps its file under the version, and is gone after stop', async () => {
    const running = await start()
    expect(running).toMatchObject({ address: `127.0.0.1:${port}`, isAdopted: false, version: temporal.version })
    expect(lockedPid()).toBe(running.pid)
    expect(existsSync(join(folder, `temporal-${temporal.version}`, 'temporal.db'))).toBe(true)

    await running.stop()
    await running.stop()
    expect(await isRunning(running.pid)).toBe(false)
    expect(existsSync(join(folder, 'temporal.lock'))).toBe(false)
  })

  it('serves only this machine', async () => {
    const running = await start()
    const line = await commandLineOf(running.pid)
    expect(line).toContain('--ip 127.0.0.1')
    expect(line).toContain('--headless')
  })

  it('prepares the namespace at every boot, and runs survive a kill -9 of the server', async () => {
    const exits: TemporalExit[] = []
    const first = await start({ onExit: (exit) => exits.push(exit) })
    const connection = await connect()
    const id = await prepareNamespace({ connection })
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' })
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400)

    // At once: an attribute that the server does not know yet would be refused here.
    const { workflow } = new Client({ connection })
    await workflow.start('anything', {
      workflowId: 'survivor',
      taskQueue: 'nobody',
      typedSearchAttributes: [
        { key: searchAttributes.flow, value: 'flow-1' },
        { key: searchAttributes.run, value: 'run-1' },
      ],
    })

    process.kill(first.pid, 'SIGKILL')
    await expect.poll(() => exits, { timeout: 60_000 }).toHaveLength(1)
    expect(exits[0]?.signal).toBe('SIGKILL')
    expect(existsSync(join(folder, 'temporal.lock'))).toBe(false)

    const second = await start()
    expect(second.pid).not.toBe(first.pid)
    const again = await connect()
    expect(await prepareNamespace({ connection: again })).toBe(id)
    const { status, typedSearchAttributes } = await new Client({ connection: again }).workflow.getHandle('survivor').describe()
    expect(status.name).toBe('RUNNING')
    expect(typedSearchAttributes.get(searchAttributes.run)).toBe('run-1')
  })

  it('is adopted after a kill -9 of the process that started it', async () => {
    const parent = await startInAnotherProcess()
    const pid = lockedPid()
    await killed(parent, () => parent.kill('SIGKILL'))
    expect(await isRunning(pid)).toBe(true)

    const exits: TemporalExit[] = []
    const running = await start({ onExit: (exit) => exits.push(exit) })
    expect(running).toMatchObject({ pid, isAdopted: true })
    await prepareNamespace({ connection: await connect() })

    await running.stop()
    expect(await isRunning(pid)).toBe(false)
    expect(exits).toEqual([])
  })

  it('tells of the end of an adopted server', async () => {
    const parent = await startInAnotherProcess()
    await killed(parent, () => parent.kill('SIGKILL'))
    const exits: TemporalExit[] = []
    const running = await start({ onExit: (exit) => exits.push(exit) })
    process.kill(running.pid, 'SIGKILL')
    await expect.poll(() => exits.length, { timeout: 60_000 }).toBe(1)
    expect(existsSync(join(folder, 'temporal.lock'))).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('is not reached by Ctrl-C in the terminal', async () => {
    const parent = await startInAnotherProcess()
    const pid = lockedPid()
    await killed(parent, () => process.kill(-(parent.pid ?? 0), 'SIGINT'))
    expect(await isRunning(pid)).toBe(true)
    expect((await start()).pid).toBe(pid)
  })

  it('replaces a left server that hangs, and one with other settings', async () => {
    const parent = await startInAnotherProcess()
    const hanging = lockedPid()
    await killed(parent, () => parent.kill('SIGKILL'))
    process.kill(hanging, 'SIGSTOP')
    const second = await start()
    expect(second).toMatchObject({ isAdopted: false })
    expect(await isRunning(hanging)).toBe(false)

    // The lock still names it, as after a crash.
    port = await findFreePort()
    const third = await start()
    expect(third).toMatchObject({ isAdopted: false, port })
    expect(await isRunning(second.pid)).toBe(false)
  })

  it('starts at once after both were killed, without tripping over the port of the dying server', async () => {
    for (let round = 0; round < 5; round += 1) {
      const parent = await startInAnotherProcess()
      process.kill(lockedPid(), 'SIGKILL')
      parent.kill('SIGKILL')
      const running = await start()
      expect(running.isAdopted).toBe(false)
      await running.stop()
    }
  })

  it('never ends a stranger whose id stands in the lock', async () => {
    const stranger = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'])
    const pid = stranger.pid ?? 0
    cleanUp.push(() => endProcess(pid))
    writeFileSync(join(folder, 'temporal.lock'), JSON.stringify({ pid, port, version: temporal.version, startedAt: '' }))
    const running = await start()
    expect(running.pid).not.toBe(pid)
    expect(await isRunning(pid)).toBe(true)
  })

  it('starts one server for two callers at once', async () => {
    const [one, other] = await Promise.all([start(), start()])
    expect(one.pid).toBe(other.pid)
    expect([one.isAdopted, other.isAdopted].sort()).toEqual([false, true])
  })

  it('names the port and the variable when the port is taken', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    cleanUp.push(() => new Promise((resolve) => other.close(resolve)))
    const error = await start().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(PortTakenError)
    expect(String(error)).toContain(`Port ${port} `)
    expect(String(error)).toContain('WATERTIGHT_TEMPORAL_PORT')
    expect(existsSync(join(folder, 'temporal.lock'))).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('shows the end of the log when the server does not come up', async () => {
    const path = join(folder, 'broken')
    writeFileSync(path, '#!/bin/sh\necho "disk is on fire"\nexit 3\n')
    chmodSync(path, 0o755)
    await expect(start({ path })).rejects.toThrow(/ended while it was starting[\s\S]*disk is on fire/)
    await expect(start({ path: join(folder, 'missing') })).rejects.toThrow(/could not be started/)
    expect(existsSync(join(folder, 'temporal.lock'))).toBe(false)
  })
})
