import { createHash } from 'node:crypto'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import { library } from '#nodes/definitions'
import { type BrokenNode, NodeProblem } from './broken-node'
import { bundleNode } from './bundle-node'
import type { CodeKind } from './check-definition'
import { listNodeFolders } from './list-node-folders'
import { loadDefinition } from './load-definition'
import { whyBadName } from './node-name'
import { probeNode } from './probe-node'

/** A custom node that may be used. */
export interface CustomNode {
  type: string
  title: string
  definition: NodeDefinition
  /** The definition as a script, for the browser. */
  definitionText: string
  kind: CodeKind
  meanwhile?: 'go-on' | 'hold'
  code: { file: 'run.ts' | 'activity.ts'; text: string }
  hash: string
}

export interface FoundNodes {
  sound: CustomNode[]
  broken: BrokenNode[]
  /** The same for the same nodes, sound or broken. */
  fingerprint: string
}

/** Looks at every folder of custom nodes. A broken one is told of by name, and holds up none of the others. */
export async function findCustomNodes(folder: string, options: { probeMs?: number } = {}): Promise<FoundNodes> {
  const sound: CustomNode[] = []
  const broken: BrokenNode[] = []
  for (const type of listNodeFolders(folder)) {
    try {
      sound.push(await findOne(folder, type, options.probeMs))
    } catch (error) {
      if (error instanceof NodeProblem) broken.push({ type, file: error.file, message: error.message })
      else broken.push({ type, file: type, message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) })
    }
  }
  const told = JSON.stringify([sound.map(({ type, hash }) => [type, hash]), broken])
  return { sound, broken, fingerprint: createHash('sha256').update(told).digest('hex').slice(0, 16) }
}

async function findOne(folder: string, type: string, probeMs?: number): Promise<CustomNode> {
  const badName = whyBadName(type)
  if (badName) throw new NodeProblem(type, badName)
  if (Object.hasOwn(library, type)) throw new NodeProblem(type, `The library has a node “${type}” already. Call this one something else.`)
  const bundle = await bundleNode(folder, type)
  const { kind, title, meanwhile } = await probeNode(bundle, probeMs)
  if (!bundle.code) throw new NodeProblem(type, 'It has no code.')
  return { type, title, kind, definition: loadDefinition(type, bundle.definition), definitionText: bundle.definition, code: bundle.code, hash: bundle.hash, ...(meanwhile && { meanwhile }) }
}
