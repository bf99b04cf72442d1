import { readConfig } from '../../config'
import { openNodeCatalog } from '../../custom-nodes/node-catalog'
import type { Command } from '../command'

export const nodes: Command = {
  usage: '[--json]',
  summary: 'the kinds of steps that this installation knows',
  help: 'watertight nodes [--json]\n\nLists the kinds of steps, custom ones too, and says which of those are broken and why. Exit code 1 when any is.\n\nExample: npx watertight nodes --json',
  async run(args) {
    const { registry, found } = await openNodeCatalog(readConfig().nodesFolder)
    const { sound, broken } = found()
    const rows = Object.values(registry).map(({ type, title, family, description }) => ({ type, title, family, description, custom: sound.some((each) => each.type === type) }))
    if (args.includes('--json')) console.log(JSON.stringify({ nodes: rows, broken }, null, 2))
    else {
      for (const row of rows) console.log(`${row.type.padEnd(20)}${row.family.padEnd(11)}${row.title}${row.custom ? '  (custom)' : ''}`)
      for (const { type, file, message } of broken) console.log(`${type.padEnd(20)}BROKEN     ${file}: ${message}`)
    }
    return broken.length > 0 ? 1 : 0
  },
}
