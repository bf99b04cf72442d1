import { join, relative } from 'node:path'
import { readConfig } from '../../config'
import { createNode, type NewNodeKind, newNodeKinds } from '../../custom-nodes/new-node/create-node'
import type { Command } from '../command'

const kinds = Object.keys(newNodeKinds)

export const newNode: Command = {
  usage: `NAME [--kind ${kinds.join('|')}]`,
  summary: 'begin a kind of step of your own',
  help: `watertight new-node NAME [--kind ${kinds.join('|')}]

Makes a folder with a definition, code and a test that passes. No list is to be edited: a Watertight that runs takes it in by itself.

  branch     reads the record and chooses a way (the usual one)
  records    changes our own records, exactly once
  effect     does something to the outside, through the ledger
  wait       lets time pass

Example: npx watertight new-node lead-grade --kind branch`,
  async run(args) {
    const at = args.indexOf('--kind')
    const kind = at === -1 ? 'branch' : args[at + 1]
    const [name, ...more] = args.filter((_word, index) => at === -1 || (index !== at && index !== at + 1))
    if (name === undefined || more.length > 0 || name.startsWith('-')) {
      console.error('Name the new node, as in: npx watertight new-node lead-grade')
      return 2
    }
    if (kind === undefined || !isKind(kind)) {
      console.error(`There is no kind “${kind ?? ''}”. Use one of ${kinds.join(', ')}.`)
      return 2
    }
    const { nodesFolder } = readConfig()
    const made = createNode(nodesFolder, name, kind)
    if ('refused' in made) {
      console.error(made.refused)
      return 2
    }
    const folder = relative(process.cwd(), join(nodesFolder, name))
    console.log(`Made ${folder}: ${made.files.join(', ')}\n\nNext:`)
    // Tests of a folder elsewhere would not find what they import.
    if (!folder.startsWith('..')) console.log(`  npx vitest run ${folder}   its test, which passes already`)
    console.log(`  npx watertight nodes   says whether it is sound\n\nWatertight takes it in by itself if it runs: reload the page of a flow, and “${made.title}” stands in the list of steps.`)
    return 0
  },
}

function isKind(kind: string): kind is NewNodeKind {
  return kinds.includes(kind)
}
