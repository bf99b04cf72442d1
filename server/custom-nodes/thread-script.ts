import { join } from 'node:path'
import { bundleFile, root } from './bundle-file'

const scripts = new Map<string, Promise<string>>()

/** One of our own thread files as a script that a bare thread runs: quicker up than with a TypeScript loader in each. Made once. */
export function threadScript(name: 'run-node' | 'supervise' | 'probe'): Promise<string> {
  const known = scripts.get(name)
  if (known) return known
  const made = bundleFile(join(root, 'server', 'custom-nodes', 'thread', `${name}.ts`), root).then((bundled) => bundled.text)
  scripts.set(name, made)
  return made
}
