import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watertight-built-'))
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'dir')
  for (const file of ['server/processes/import-built.mjs', 'package.json']) cpSync(join(repository, file), join(root, file))
  for (const entry of ['server/worker.ts', 'server/imports/work-in-thread.ts', 'server/simulate/live/thread.ts', 'server/simulate/scenario/scenario-thread.ts']) write(entry, 'export {}')
  write('server/cli/run-cli.ts', `import { word } from '#server/word'\nconsole.log(word, import.meta.url)`)
  write('server/word.ts', `export const word: string = 'one'`)
})
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
const built = () => readdirSync(join(root, 'dist/code'))
async function runCli(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', `import { importBuilt } from ${JSON.stringify(join(root, 'server/processes/import-built.mjs'))}\nawait importBuilt('cli')`])
  return stdout.trim()
}

it('what is built knows where its sources lie, and is built once for the same sources', { timeout: 120_000 }, async () => {
  expect(await runCli()).toBe(`one file://${join(root, 'server/cli/run-cli.ts')}`)
  const once = built()
  write('nodes/custom/mine/definition.ts', 'export default 1')
  write('server/word.test.ts', 'export {}')
  expect(await runCli()).toMatch(/^one /)
  expect([built(), once.length]).toEqual([once, 1])
})

it('changed sources count from the next start on, and what runs keeps what it began with', { timeout: 120_000 }, async () => {
  await runCli()
  const once = built()
  write('server/word.ts', `export const word: string = 'two'`)
  expect(await runCli()).toMatch(/^two /)
  expect(built()).toEqual(expect.arrayContaining(once))
})

it('several processes that build at once all run, and leave one folder', { timeout: 120_000 }, async () => {
  for (const said of await Promise.all(Array.from({ length: 4 }, runCli))) expect(said).toMatch(/^one /)
  expect(built()).toHaveLength(1)
})

it('sources that cannot be understood are said by file and line, and leave nothing', { timeout: 120_000 }, async () => {
  write('server/word.ts', 'export const word = {{')
  await expect(runCli()).rejects.toThrow(/server\/word\.ts:1:/)
  expect(built()).toEqual([])
})
