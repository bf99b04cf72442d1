import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { expect, it } from 'vitest'

const root = process.cwd()

/** Code that has no business in a browser. */
const forbidden = [/^server\//, /^engine\/(workflows|activities|simulate|temporal-server)\//, /^engine\/(client|worker|run-store|providers)\.ts$/, /^nodes\/activities\.ts$/, /^nodes\/.*\/activity\.ts$/, /^node_modules\/(@temporalio|better-sqlite3|drizzle-orm|nodemailer|hono\/dist\/(?!client|utils))/]

async function built(input?: string): Promise<Rollup.OutputChunk[]> {
  const { output } = (await build({
    root: join(root, 'editor'), configFile: join(root, 'vite.config.ts'), logLevel: 'silent', build: { write: false, ...(input !== undefined && { rollupOptions: { input } }) },
  })) as Rollup.RollupOutput
  return output.filter((file) => file.type === 'chunk')
}

const modulesOf = (chunks: Iterable<Rollup.OutputChunk>) => [...chunks].flatMap(({ modules }) => Object.keys(modules)).map((id) => id.replace(`${root}/`, '').replace(/\?.*$/, ''))

const pages = built()

it('the editor’s bundle holds no server, workflow or activity code: its pages', { timeout: 120_000 }, async () => {
  const modules = modulesOf(await pages)
  expect(modules).toContain('editor/canvas/NodeCard.tsx')
  expect(modules.filter((each) => forbidden.some((rule) => rule.test(each)))).toEqual([])
})

it('the editor’s bundle holds no server, workflow or activity code: the worker that compiles', { timeout: 120_000 }, async () => {
  // Vite builds a worker by itself and does not say of what.
  const modules = modulesOf(await built(join(root, 'editor/problems/problem-worker.ts')))
  expect(modules).toContain('engine/compile/compile.ts')
  expect(modules.filter((each) => forbidden.some((rule) => rule.test(each)))).toEqual([])
})

/** All chunks that are fetched before these modules run, without what they fetch later. */
async function fetchedFor(...modules: string[]): Promise<Set<Rollup.OutputChunk>> {
  const chunks = await pages
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const fetched = new Set(chunks.filter(({ facadeModuleId }) => modules.some((module) => facadeModuleId === join(root, 'editor', module))))
  expect(fetched.size).toBe(modules.length)
  for (const { imports } of fetched) for (const file of imports) fetched.add(byFile.get(file) as Rollup.OutputChunk)
  return fetched
}

it('a canvas comes in a few files', { timeout: 120_000 }, async () => {
  const fetched = await fetchedFor('index.html', 'app/start.tsx', 'app/Frame.tsx', 'nodes/load-custom-nodes.ts', 'canvas/FlowPage.tsx')
  expect(fetched.size).toBeLessThan(15)
})

it('a phone that takes a lead loads neither the canvas nor the nodes', { timeout: 120_000 }, async () => {
  const modules = modulesOf(await fetchedFor('index.html', 'app/start.tsx', 'acks/AckPage.tsx'))
  expect(modules).toContain('editor/acks/AckPage.tsx')
  expect(modules.filter((each) => /^editor\/(canvas|inspector)\/|^nodes\/library\/|^node_modules\/(zod|@xyflow)\//.test(each))).toEqual([])
})
