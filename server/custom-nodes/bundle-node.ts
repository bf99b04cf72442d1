import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { NodeProblem } from './broken-node'
import { type Bundled, bundleFile, root } from './bundle-file'

/** A custom node as scripts, not yet run anywhere. */
export interface NodeBundle {
  type: string
  definition: string
  code?: { text: string; file: 'run.ts' | 'activity.ts' }
  /** Of all that the scripts are: the same hash is the same node. */
  hash: string
}

/** Modules of Node that only compute. Everything else reaches outside, and that is what services and effects are for. */
const pureModules = ['node:assert', 'node:buffer', 'node:crypto', 'node:querystring', 'node:string_decoder', 'node:url', 'node:util']

/** Reads a node's folder. Throws a NodeProblem for what cannot be read, and for imports that have no business there. */
export async function bundleNode(folder: string, type: string): Promise<NodeBundle> {
  const own = join(folder, type)
  const hasRun = existsSync(join(own, 'run.ts'))
  const hasActivity = existsSync(join(own, 'activity.ts'))
  if (hasRun && hasActivity) throw new NodeProblem(`${type}/activity.ts`, 'A node has either a run.ts (it only computes) or an activity.ts (it works through services), not both. Remove one.')

  const definition = await bundleFile(join(own, 'definition.ts'), folder)
  refuse(definition, folder, own, whyNotInDefinition)
  const file = hasRun ? 'run.ts' : hasActivity ? 'activity.ts' : undefined
  const code = file && (await bundleFile(join(own, file), folder))
  if (code) refuse(code, folder, own, whyNotInCode)

  const hash = createHash('sha256').update(definition.text).update('\0').update(file ?? '').update('\0').update(code?.text ?? '').digest('hex').slice(0, 16)
  return { type, definition: definition.text, hash, ...(file && code && { code: { file, text: code.text } }) }
}

type Import = Bundled['imports'][number]

function refuse({ imports }: Bundled, folder: string, own: string, why: (each: Import, isOwn: boolean) => string | undefined): void {
  for (const each of imports) {
    const isOwn = each.from.startsWith(own + sep)
    const reason = why(each, isOwn)
    if (reason) throw new NodeProblem(isOwn ? relative(folder, each.from) : relative(folder, own), reason)
  }
}

function whyNotInDefinition({ to, isFile }: Import, isOwn: boolean): string | undefined {
  if (to === 'zod') return undefined
  if (!isFile) return `A definition is read by the browser too, and “${to}” is only there in Node. Do that in activity.ts.`
  if (/[/\\]activit(y|ies)\.[cm]?tsx?$/.test(to)) return 'A definition is read by the browser too, and must not import an activity.ts.'
  if (isOwn && to.includes(`${sep}node_modules${sep}`)) return 'A definition may import zod, #nodes/sdk, #nodes/revops and files of its own folder, and no other package.'
  return whyNotOurs(to)
}

function whyNotInCode({ to, isFile }: Import, isOwn: boolean): string | undefined {
  if (isFile) return whyNotOurs(to)
  if (to === 'zod' || !isOwn || pureModules.includes(to)) return undefined
  return `A node reaches the outside only through its services and effects, so it cannot import “${to}”.`
}

function whyNotOurs(to: string): string | undefined {
  const path = relative(root, to)
  return /^(server|engine|editor|test)[/\\]/.test(path) ? `A node knows nothing of the ${path.split(sep)[0]}: it may import #nodes/sdk and #nodes/revops, and files of its own folder.` : undefined
}
