import { library } from '#nodes/definitions'
import type { Command } from '../command'

export const nodes: Command = {
  usage: '[--json]',
  summary: 'the kinds of steps that this installation knows',
  help: 'watertight nodes [--json]\n\nLists the kinds of steps.\n\nExample: npx watertight nodes --json',
  async run(args) {
    const rows = Object.values(library).map(({ type, title, family, description }) => ({ type, title, family, description }))
    if (args.includes('--json')) console.log(JSON.stringify(rows, null, 2))
    else for (const row of rows) console.log(`${row.type.padEnd(16)}${row.family.padEnd(11)}${row.title}`)
    return 0
  },
}
