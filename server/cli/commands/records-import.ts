import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../../config'
import { openWorld, type World } from '../../db/open-world'
import { AppError } from '../../errors/app-error'
import { beginImport, Beginning } from '../../imports/begin-import'
import { changeImport } from '../../imports/change-import'
import { createImport } from '../../imports/create-import'
import { discardImport } from '../../imports/discard-import'
import { findImport } from '../../imports/find-import'
import { importFile, importsFolder } from '../../imports/import-files'
import { standardSource } from '../../imports/import-source'
import { listRefusals } from '../../imports/list-refusals'
import { MappingError, mapColumns } from '../../imports/map-columns'
import { type ImportPreview, previewImport } from '../../imports/preview-import'
import { readTable } from '../../imports/read-table'
import { runImport } from '../../imports/run-import'
import { holdImport } from '../../imports/take-group'
import { targetWords } from '../../imports/targets'
import { writeReport } from '../../imports/write-report'
import type { Command } from '../command'

const options = {
  map: { type: 'string', multiple: true, default: [] as string[] },
  source: { type: 'string', default: standardSource },
  separator: { type: 'string' },
  encoding: { type: 'string' },
  decimal: { type: 'string' },
  'start-flows': { type: 'boolean', default: false },
  report: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

type Options = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values']

const actor = { kind: 'system', id: 'terminal' } as const
const progressMs = 1_000

export const recordsImport: Command = {
  usage: 'FILE.csv [--map …] [--json]',
  summary: 'import leads from a CSV file',
  help: `watertight records import FILE.csv

Imports the rows of a CSV as leads. Works on the data folder itself (WATERTIGHT_DATA), with or without the server running.
Good rows are taken in, refused ones are told with their line and reason. Flows start for none of them unless you say so.

  --map "Column=lead.field,…"  where columns go; others go where their names say, or are kept under their own name
                               (fields: ${Object.keys(targetWords).join(', ')})
  --source NAME                the source that the leads count for (${standardSource}); ids are compared within it
  --start-flows                flows that begin with an arriving lead begin for these, too
  --report FILE                write the refused rows with their reasons there, to be mended and imported again
  --separator , --encoding utf-8 --decimal .    where they are not found out right
  --dry-run                    show how the first rows come out, and keep nothing
  --json                       the result as JSON

Ctrl-C pauses; Records → Imports goes on with it. Exit codes: 0 all rows, 1 some were refused, 2 nothing was imported.

Example: npx watertight records import fair.csv --map "Mail=lead.email,Stand=skip" --report refused.csv`,
  async run(args) {
    let values: Options
    let file: string | undefined
    try {
      const parsed = parseArgs({ args, options, allowPositionals: true })
      values = parsed.values
      file = parsed.positionals[0]
      if (parsed.positionals.length !== 1) throw new Error('Name one CSV file.')
    } catch (error) {
      console.error(`${error instanceof Error ? error.message : String(error)}\nSee: npx watertight records import --help`)
      return 2
    }
    const { dataFolder } = readConfig()
    const databaseFile = join(dataFolder, 'watertight.db')
    if (file === undefined || !existsSync(file)) return refuse(`There is no file ${file}.`)
    if (!existsSync(databaseFile)) return refuse(`There is no Watertight in ${dataFolder}. Start it once, or say with WATERTIGHT_DATA where it is.`)
    const world = openWorld(databaseFile)
    try {
      return await importFileHere(world, importsFolder(dataFolder), file, values)
    } catch (error) {
      if (error instanceof AppError || error instanceof MappingError) return refuse(error.message)
      throw error
    } finally {
      world.db.$client.close()
    }
  },
}

async function importFileHere({ db, writer }: World, folder: string, file: string, values: Options): Promise<number> {
  const id = await createImport({ db, writer, folder, now: Date.now }, { name: basename(file), body: createReadStream(file), actor })
  const discard = () => discardImport({ writer, folder, now: Date.now }, { id, actor })
  let preview: ImportPreview
  let beginning: Beginning
  try {
    const reading = Beginning.pick({ separator: true, encoding: true, decimal: true }).partial().safeParse({ separator: values.separator === '\\t' ? '\t' : values.separator, encoding: values.encoding, decimal: values.decimal })
    if (!reading.success) throw new MappingError('--separator is one of , ; \\t |, --encoding utf-8 or windows-1252, --decimal . or ,')
    const first = await previewImport(folder, findImport(db, id), reading.data)
    const targets = mapColumns(first.columns.map(({ name }) => name), first.columns.map(({ target }) => target), values.map)
    preview = await previewImport(folder, findImport(db, id), { ...reading.data, targets })
    if (preview.problem !== null) throw new MappingError(preview.problem)
    beginning = { separator: preview.separator, encoding: preview.encoding, decimal: preview.decimal, targets, source: values.source, startsFlows: values['start-flows'] }
  } catch (error) {
    await discard()
    throw error
  }
  if (!values.json) tellMapping(file, preview)
  if (values['dry-run']) {
    await discard()
    if (values.json) console.log(JSON.stringify(preview, null, 2))
    else tellRows(preview)
    return preview.tried.refused > 0 ? 1 : 0
  }

  const holder = `terminal:${process.pid}`
  const table = await readTable(importFile(folder, id), { encoding: beginning.encoding, separator: beginning.separator, maxRows: 0 })
  // Held in the same moment: a running server must not take it up as well.
  await writer.write((tx) => {
    beginImport(tx, { id, beginning, table, actor }, Date.now())
    holdImport(tx, { importId: id, holder }, Date.now())
  })
  const pause = () => void writer.write((tx) => changeImport(tx, { id, change: 'pause', actor }, Date.now())).catch(() => undefined)
  process.once('SIGINT', pause)
  const telling = setInterval(() => values.json || tellProgress(findImport(db, id)), progressMs)
  try {
    await runImport({ db, writer, folder, importId: id, holder, now: Date.now, isAskedToLetGo: () => false, report: (error) => console.error(error) })
  } finally {
    clearInterval(telling)
    process.off('SIGINT', pause)
  }

  const row = findImport(db, id)
  if (values.report !== undefined && row.refused > 0) await pipeline(writeReport(db, folder, row), createWriteStream(values.report))
  const { state, problem, created, duplicates, stuck, refused, activeMs } = row
  const refusals = listRefusals(db, id)
  if (values.json) console.log(JSON.stringify({ id, state, problem, rows: row.row, created, duplicates, stuck, refused, activeMs, refusals }, null, 2))
  else {
    console.log(`${words(state)} ${count(row.row)} rows: ${count(created)} new leads, ${count(duplicates)} known before, ${count(refused)} refused${stuck > 0 ? `, ${count(stuck)} kept with something to do (see Work)` : ''}.`)
    if (problem !== null) console.log(problem)
    for (const each of refusals.slice(0, 10)) console.log(`  line ${each.line}${each.column === null ? '' : `, ${each.column}`}: ${each.reason}`)
    if (refused > 10) console.log(`  … and ${count(refused - 10)} more.`)
    if (refused > 0) console.log(values.report === undefined ? 'With --report FILE they are written down to be mended.' : `They are in ${values.report}, to be mended and imported again.`)
  }
  return state === 'done' && refused === 0 ? 0 : 1
}

function tellMapping(file: string, { columns, separator, encoding, tried }: ImportPreview): void {
  const width = Math.min(40, Math.max(...columns.map(({ name }) => name.length)))
  console.log(`${basename(file)}: ${columns.length} columns, separated by “${separator === '\t' ? 'tab' : separator}”, ${encoding}`)
  for (const { name, target, samples } of columns) console.log(`  ${name.padEnd(width)} → ${targetWords[target].padEnd(23)} ${samples.slice(0, 2).join(' · ').slice(0, 60)}`)
  if (tried.refused > 0) console.log(`Of the first ${count(tried.rows)} rows ${count(tried.refused)} would be refused, most for: ${tried.reasons[0]?.reason}`)
}

function tellRows({ rows }: ImportPreview): void {
  for (const row of rows) console.log(`  line ${row.line}: ${'lead' in row ? JSON.stringify(row.lead) : `refused: ${row.reason}`}`)
}

function tellProgress({ row, offset, bytes, refused, activeMs }: ReturnType<typeof findImport>): void {
  console.error(`  ${count(row)} rows, ${Math.floor((100 * offset) / bytes)} %, ${count(Math.round((row * 1_000) / Math.max(1, activeMs)))} a second, ${count(refused)} refused`)
}

function words(state: string): string {
  if (state === 'done') return 'Done.'
  return state === 'stopped' ? 'Stopped.' : 'Paused; Records → Imports goes on with it.'
}

function count(value: number): string {
  return value.toLocaleString('en')
}

function refuse(message: string): number {
  console.error(message)
  return 2
}
