import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { buildFlow } from '#test/conformance/build-flow'
import { createWorkspace } from '#test/harness/create-workspace'
import { runCli } from '../run-cli'

let folder: string
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-cli-'))
  said = []
  vi.stubEnv('WATERTIGHT_DATA', join(folder, 'data'))
  for (const stream of ['log', 'error'] as const) vi.spyOn(console, stream).mockImplementation((...words: unknown[]) => void said.push(words.join(' ')))
  createWorkspace(join(folder, 'data'), { reps: 1, capacity: 1, webhookUrl: 'http://127.0.0.1:9', windows: {} })
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const run = async (...words: string[]) => {
  said.length = 0
  const code = await runCli(words)
  return { code, text: said.join('\n') }
}

it('a flow goes out, comes in again as a draft, and is published', async () => {
  const exported = await run('export', 'Fallback routing')
  expect(exported.code).toBe(0)
  writeFileSync(join(folder, 'flow.json'), exported.text.replace('"name": "Fallback routing"', '"name": "Copy"'))
  expect((await run('import', join(folder, 'flow.json'))).code).toBe(0)
  expect(await run('publish', 'Copy')).toEqual({ code: 0, text: '“Copy” is live as version 1.' })
  expect((await run('export', 'Never')).text).toMatch(/There is no flow “Never”. There are: .*“Fallback routing”/)
})

it('export, import and export again give the same file to the byte, also where nothing of what it refers to is here', async () => {
  const first = await run('export', 'Fallback routing')
  writeFileSync(join(folder, 'flow.json'), first.text)
  vi.stubEnv('WATERTIGHT_DATA', join(folder, 'elsewhere'))
  createWorkspace(join(folder, 'elsewhere'), { reps: 1, capacity: 1, webhookUrl: 'http://127.0.0.1:9', windows: {}, flow: () => buildFlow({ done: ['end', { reason: 'completed' }] }, {}), names: { team: 'Another', queue: 'Another', rota: 'Another' } })
  const imported = await run('import', join(folder, 'flow.json'))
  expect(imported.code).toBe(0)
  expect(imported.text).toContain('The team “Team” is not here. Left open in “Pick the best rep”, “Ask the next best rep”')
  expect((await run('export', 'Fallback routing')).text).toBe(first.text)
  expect((await run('import', join(folder, 'flow.json'))).text).toContain('this one is called “Fallback routing (2)”')
})

it('a flow with problems is refused with what is wrong', async () => {
  const { text } = await run('export', 'Fallback routing')
  const flow = JSON.parse(text) as { name: string; edges: unknown[] }
  writeFileSync(join(folder, 'flow.json'), JSON.stringify({ ...flow, name: 'Broken', edges: flow.edges.slice(1) }))
  await run('import', join(folder, 'flow.json'))
  const refused = await run('publish', 'Broken')
  expect(refused.code).toBe(1)
  expect(refused.text).toMatch(/error: /)
})

it('runs that are not there, and words that are not known, are said to be so', async () => {
  expect(await run('runs', 'pause', 'NEVER')).toEqual({ code: 1, text: 'There is no such run.' })
  expect((await run('runs', 'fly')).code).toBe(2)
  expect((await run('runs', 'list', '--view', 'odd')).code).toBe(2)
  expect((await run('runs', 'list')).code).toBe(0)
  vi.stubEnv('WATERTIGHT_DATA', join(folder, 'none'))
  expect((await run('runs', 'list')).code).toBe(2)
})
