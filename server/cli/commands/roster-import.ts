import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { importPeople, type PeoplePreview, previewPeople } from '../../roster/import/import-people'
import { readPeople } from '../../roster/import/read-people'
import type { Command } from '../command'
import { terminal, withWorkspace } from '../with-workspace'

const options = { full: { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } } as const

export const rosterImport: Command = {
  usage: 'FILE.csv [--full] [--dry-run]',
  summary: 'bring the roster up to date from a CSV of people',
  help: `watertight roster import FILE.csv [--full] [--dry-run]

Makes people of the roster what a CSV from your HR system says, in one piece: with something wrong in any line nothing is done.
Columns are told by their names: Employee id, Name, E-mail, Team, Manager, Time zone, Active, Capacity, Territories, Skills, Languages.
With or without the server running.

  --full      the file names all who work here: who is not in it leaves
  --dry-run   show who would join, change and leave, and change nothing

When more than a fifth of the active people (and more than two) would leave, all of it is held until an admin decides at
Settings. Exit codes: 0 done, 1 held or refused, 2 wrong use.

Example: npx watertight roster import people.csv --full`,
  async run(args) {
    let file: string | undefined
    let values: { full: boolean; 'dry-run': boolean }
    try {
      const parsed = parseArgs({ args, options, allowPositionals: true })
      values = parsed.values
      file = parsed.positionals[0]
      if (file === undefined || parsed.positionals.length !== 1 || !existsSync(file)) throw new Error(file === undefined ? 'Name one CSV file.' : `There is no file ${parsed.positionals.join(' ')}.`)
    } catch (error) {
      console.error(`${error instanceof Error ? error.message : String(error)}\nSee: npx watertight roster import --help`)
      return 2
    }
    const mode = values.full ? 'full' : 'partial'
    const bytes = readFileSync(file)
    const name = basename(file)
    return withWorkspace(async ({ db, writer }) => {
      const people = readPeople(bytes)
      const preview = previewPeople(db, people, mode)
      tell(preview)
      if (preview.problems.length > 0 || values['dry-run']) return preview.problems.length > 0 ? 1 : 0
      const done = await writer.write((tx) => importPeople(tx, { name, file: people, mode, actor: terminal }, Date.now()))
      if ('heldId' in done) {
        console.log(`Held: ${done.leavers} of ${done.active} active people would leave. Nothing was changed; an admin decides at Settings, “From your HR system”.`)
        return 1
      }
      console.log(`Done: ${done.joined} joined, ${done.changed} changed, ${done.left} left, ${done.unchanged} as they were.`)
      return 0
    })
  },
}

function tell({ problems, joins, changes, leaves, unknownColumns }: PeoplePreview): void {
  for (const { line, column, reason } of problems) console.log(`line ${line}${column === null ? '' : `, ${column}`}: ${reason}`)
  if (problems.length > 0) return console.log('Nothing was changed. Mend these lines and bring the file again.')
  if (unknownColumns.length > 0) console.log(`Columns left aside: ${unknownColumns.join(', ')}`)
  for (const each of joins) console.log(`+ ${each.name}${each.team === null ? '' : ` (${each.team})`}`)
  for (const each of changes) console.log(`~ ${each.name}: ${each.fields.join(', ')}`)
  for (const each of leaves) console.log(`- ${each.name}${each.load > 0 ? ` (has ${each.load} leads)` : ''}`)
}
