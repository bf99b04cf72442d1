import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import { guardBrowserCode, importChain, whyForbidden } from './guard-browser-code'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

/** Builds a few files as Vite builds the editor; rejects as that build would. */
async function buildFiles(files: Record<string, string>): Promise<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'guard-'))
  folders.push(root)
  for (const [path, text] of Object.entries({ 'index.html': '<script type="module" src="/editor/main.ts"></script>', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return build({ root, configFile: false, logLevel: 'silent', plugins: [guardBrowserCode()], build: { write: false } })
}

describe('the guard of the browser’s code', { timeout: 60_000 }, () => {
  it.each([
    '/w/server/app.ts', '/w/engine/workflows/run-flow.ts', '/w/engine/activities/call.ts', '/w/engine/temporal-server/ports.ts', '/w/engine/worker.ts', '/w/engine/client.ts',
    '/w/nodes/library/route/activity.ts', '/w/nodes/custom/mine/activity.ts', '/w/nodes/activities.ts', 'node:fs', '\0node:fs', '/w/server/app.ts?v=1',
  ])('keeps %s out', (id) => expect(whyForbidden(id)).toBeDefined())

  it.each([
    '/w/editor/main.tsx', '/w/engine/compile/compile.ts', '/w/engine/advance/advance.ts', '/w/nodes/library/route/definition.ts', '/w/nodes/revops/route.ts',
    '/w/node_modules/react-dom/server/index.js', '/w/editor/api/clock.ts',
  ])('lets %s in', (id) => expect(whyForbidden(id)).toBeUndefined())

  it('finds the shortest chain of imports, and stops in a circle', () => {
    const importers: Record<string, string[]> = { bad: ['b', 'c'], b: ['a'], c: ['main'], a: ['main', 'b'], main: [] }
    expect(importChain('bad', (id) => importers[id] ?? [])).toEqual(['main', 'c', 'bad'])
    expect(importChain('x', (id) => (id === 'x' ? ['y'] : ['x']))).toEqual(['x'])
  })

  it('fails the build and names the chain when an effect is imported', async () => {
    const files = {
      'editor/main.ts': "import { say } from './card'\nsay()",
      'editor/card.ts': "import { send } from '../nodes/library/notify/activity'\nexport const say = () => send()",
      'nodes/library/notify/activity.ts': 'export const send = () => console.log(1)',
    }
    await expect(buildFiles(files)).rejects.toThrow(/must not get a node’s effects[\s\S]*editor\/main\.ts\s+imports .*editor\/card\.ts\s+imports .*notify\/activity\.ts/)
  })

  it('fails the build for a module that only Node has', async () => {
    await expect(buildFiles({ 'editor/main.ts': "import { readFileSync } from 'node:fs'\nconsole.log(readFileSync)" })).rejects.toThrow(/only Node has[\s\S]*main\.ts/)
  })

  it('fails the build for server code behind a dynamic import', async () => {
    const files = { 'editor/main.ts': "void import('../server/app')", 'server/app.ts': 'export const app = 1' }
    await expect(buildFiles(files)).rejects.toThrow(/server code/)
  })

  it('lets the type of the server’s routes through', async () => {
    const files = { 'editor/main.ts': "import type { Api } from '../server/app'\nexport const api = {} as Api\nconsole.log(api)", 'server/app.ts': "import 'node:fs'\nexport type Api = { a: 1 }" }
    await expect(buildFiles(files)).resolves.toBeDefined()
  })
})
