import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { expect, it } from 'vitest'

const root = process.cwd()

/** Code that has no business in a browser. */
const forbidden = [/^server\//, /^engine\/(workflows|activities|simulate|temporal-server)\//, /^engine\/(client|worker|run-store|providers)\.ts$/, /^nodes\/activities\.ts$/, /^nodes\/.*\/activity\.ts$/, /^node_modules\/(@temporalio|better-sqlite3|drizzle-orm|nodemailer|hono\/dist\/(?!client|utils))/]

async function modulesOf(input?: string): Promise<string[]> {
  const built = (await build({
    root: join(root, 'editor'), configFile: join(root, 'vite.config.ts'), logLevel: 'silent', build: { write: false, ...(input !== undefined && { rollupOptions: { input } }) },
  })) as Rollup.RollupOutput
  return built.output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : [])).map((id) => id.replace(`${root}/`, '').replace(/\?.*$/, ''))
}

it.each([
  ['its pages', undefined, 'editor/canvas/NodeCard.tsx'],
  // Vite builds a worker by itself and does not say of what.
  ['the worker that compiles', join(root, 'editor/problems/problem-worker.ts'), 'engine/compile/compile.ts'],
])('the editor’s bundle holds no server, workflow or activity code: %s', { timeout: 120_000 }, async (_name, input, expected) => {
  const modules = await modulesOf(input)
  expect(modules).toContain(expected)
  expect(modules.filter((each) => forbidden.some((rule) => rule.test(each)))).toEqual([])
})
