import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { library } from '#nodes/definitions'
import { whyBadName } from '../node-name'
import { branchSources } from './branch-sources'
import { effectSources } from './effect-sources'
import { recordsSources } from './records-sources'
import type { Sources } from './sources'
import { waitSources } from './wait-sources'

export const newNodeKinds = { branch: branchSources, records: recordsSources, effect: effectSources, wait: waitSources } satisfies Record<string, Sources>

export type NewNodeKind = keyof typeof newNodeKinds

/** Makes a node's folder with a definition, code and a test that passes; or says why it cannot. Never touches what is there. */
export function createNode(folder: string, type: string, kind: NewNodeKind): { title: string; files: string[] } | { refused: string } {
  const badName = whyBadName(type)
  if (badName) return { refused: badName }
  if (Object.hasOwn(library, type)) return { refused: `The library has a node “${type}” already. Call yours something else.` }
  const own = join(folder, type)
  if (existsSync(own)) return { refused: `There is a node “${type}” already, in ${own}. Nothing was changed.` }

  const title = type.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase())
  const sources = newNodeKinds[kind](type, title)
  mkdirSync(own, { recursive: true })
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(own, name), text)
  return { title, files: Object.keys(sources) }
}
