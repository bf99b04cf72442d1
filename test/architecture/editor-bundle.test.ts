import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { expect, it } from 'vitest'

const root = process.cwd()

/** Code that has no business in a browser. */
const forbidden = [/^server\//, /^engine\/(workflows|activities|simulate|temporal-server)\//, /^engine\/(client|worker|run-store|providers)\.ts$/, /^nodes\/activities\.ts$/, /^nodes\/.*\/activity\.ts$/, /^node_modules\/(@temporalio|better-sqlite3|drizzle-orm|nodemailer|hono\/dist\/(?!client|utils))/]

it('the editor’s bundle holds no server, workflow or activity code', { timeout: 120_000 }, async () => {
  const built = (await build({ root: join(root, 'editor'), configFile: join(root, 'vite.config.ts'), logLevel: 'silent', build: { write: false } })) as Rollup.RollupOutput
  const modules = built.output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : [])).map((id) => id.replace(`${root}/`, '').replace(/\?.*$/, ''))
  expect(modules).toContain('engine/compile/compile.ts')
  expect(modules.filter((each) => forbidden.some((rule) => rule.test(each)))).toEqual([])
})
