import { build } from 'esbuild'
import { createRequire } from 'node:module'
import { root } from '../custom-nodes/bundle-file'

/** Of the zod that custom nodes are given in the browser. The pages hold only as much of zod as they use themselves. */
export const zodVersion = (createRequire(import.meta.url)('zod/package.json') as { version: string }).version

let zod: Promise<string> | undefined

/** The whole of zod as one module for the browser. Made once, and only where there are custom nodes. */
export function zodModule(): Promise<string> {
  zod ??= build({ stdin: { contents: "export * from 'zod'", resolveDir: root }, bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022', minify: true, logLevel: 'silent' })
    .then(({ outputFiles }) => outputFiles[0]?.text ?? '')
  return zod
}

/** A custom node's definition as a module for the browser. Settings of the process are not there, as they are not on the server. */
export function definitionModule(type: string, definitionText: string): string {
  return `// The definition of the custom node “${type}”.
import * as zod from '../../zod/${zodVersion}.js'
const module = { exports: {} }, exports = module.exports, process = { env: {} }
const require = (name) => {
  if (name === 'zod') return { ...zod, __esModule: true }
  throw new Error(name + ' is not there for a definition.')
}
;(() => {
${definitionText}
})()
export default module.exports.default
`
}
