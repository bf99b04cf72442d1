import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface NodesFolder {
  readonly folder: string
  /** Writes a node; `files` replace or add to a sound branch node's own. */
  write(type: string, files?: Record<string, string>): void
  remove(): void
}

/** An empty folder of custom nodes, away from the repository. */
export function makeNodesFolder(): NodesFolder {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-nodes-'))
  return {
    folder,
    write(type, files = {}) {
      mkdirSync(join(folder, type), { recursive: true })
      const all = { 'definition.ts': definitionOf(type), ...(!('activity.ts' in files) && { 'run.ts': runOf('return { outlet: "done", output: { note: params.note } }') }), ...files }
      for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, type, name), text)
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  }
}

/** A definition's source: one param, one way out, `more` in place of its last lines. */
export function definitionOf(type: string, more = "lower: () => ({ op: 'branch' }),"): string {
  return `import { z } from 'zod'
import { defineNode } from '#nodes/sdk/define-node'

export default defineNode({
  type: '${type}', title: 'Test of ${type}', family: 'condition', icon: 'zap', description: 'Made by a test.',
  params: z.object({ note: z.string().max(50).default('hello').meta({ title: 'Note' }) }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: (params) => \`Notes \${params.note}\`,
  ${more}
})
`
}

/** The source of code with this body; it has \`params\`, \`context\` and \`services\`. */
export function runOf(body: string): string {
  return `export default function run(context, services) {
  const { params } = context
  ${body}
}
`
}
