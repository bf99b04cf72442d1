import { createRequire, isBuiltin } from 'node:module'
import { join } from 'node:path'

/** What a script's `require` finds: zod, and the modules of Node that were let through when it was bundled. */
export function hostRequire(root: string): (name: string) => unknown {
  const require = createRequire(join(root, 'package.json'))
  return (name) => {
    if (name === 'zod' || isBuiltin(name)) return require(name) as unknown
    throw new Error(`“${name}” is not there for a custom node.`)
  }
}
