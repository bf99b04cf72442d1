import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { commandLineOf, isAlive, isRunning } from './process-identity'

it('knows what a process was started with while it runs', async () => {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)', 'an argument'])
  const pid = child.pid ?? 0
  expect(await commandLineOf(pid)).toContain('setInterval(() => {}, 1000) an argument')
  expect(await isRunning(pid)).toBe(true)

  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  expect(await commandLineOf(pid)).toBeUndefined()
  expect(await isRunning(pid)).toBe(false)
  expect(isAlive(pid)).toBe(false)
})

it.skipIf(process.platform !== 'linux')('counts a dead process that nobody collected as gone', async () => {
  // The shell starts a child and becomes a program that never collects it; the child ends only then, or the shell would.
  const parent = spawn('sh', ['-c', 'sleep 2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)))
  await expect.poll(() => isRunning(pid)).toBe(false)
  expect(isAlive(pid)).toBe(true)
  expect(await commandLineOf(pid)).toBeUndefined()
  parent.kill('SIGKILL')
})

it.each([0, -1, Number.NaN, 2 ** 40])('never takes %s for a process', async (pid) => {
  expect(await commandLineOf(pid)).toBeUndefined()
})
