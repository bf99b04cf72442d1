import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** As on the command line: in a process of its own, so that what is killed and cut off there ends nothing here. */
it.each([2, 4, 6])('seed %i: kills lose nothing and double nothing', { timeout: 400_000 }, async (seed) => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'test/faults/run.ts', '--seed', String(seed)], { cwd: repository, timeout: 390_000 })
  const { stdout } = await run.catch((error: { stdout?: string; stderr?: string }) => ({ stdout: `${error.stdout}\n${error.stderr}` }))
  expect(stdout).toContain('Nothing is wrong.')
})
