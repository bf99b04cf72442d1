import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, it } from 'vitest'
import { openWorld } from '#server/db/open-world'

let folder: string
let csv: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-command-'))
  openWorld(join(folder, 'data', 'watertight.db')).db.$client.close()
  csv = join(folder, 'fair.csv')
  writeFileSync(csv, 'Id;Name;Mail;Stand\na1;Zoë;zoe@test.example;A1\na2;Ann;nobody;A2\n')
})

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, WATERTIGHT_DATA: join(folder, 'data') }
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, ['server/cli/watertight.mjs', 'records', 'import', ...args], { env })) }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

function leads(): unknown[] {
  const { db } = openWorld(join(folder, 'data', 'watertight.db'))
  try {
    return db.$client.prepare('select leads.name, email, more, sources.name as source from leads join sources on sources.id = source_id order by leads.id').all()
  } finally {
    db.$client.close()
  }
}

it('imports a file into the data folder, tells what was refused and writes it down; again it makes no duplicates', async () => {
  const report = join(folder, 'refused.csv')
  const first = await run(csv, '--map', 'Stand=skip', '--source', 'Fair', '--report', report, '--json')
  expect(first.code).toBe(1)
  expect(JSON.parse(first.stdout)).toMatchObject({ state: 'done', rows: 2, created: 1, refused: 1, refusals: [{ line: 3, column: 'Mail' }] })
  expect(leads()).toEqual([{ name: 'Zoë', email: 'zoe@test.example', more: '{}', source: 'Fair' }])
  writeFileSync(report, readFileSync(report, 'utf8').replace('nobody;', 'ann@test.example;'))
  expect(await run(report, '--source', 'Fair')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 new leads, 0 known before, 0 refused') })
  expect(await run(csv, '--source', 'Fair')).toMatchObject({ code: 1, stdout: expect.stringContaining('0 new leads, 1 known before, 1 refused') })
  expect(leads()).toHaveLength(2)
})

it('shows how rows would come out, and refuses what it cannot follow, and keeps nothing of either', async () => {
  expect(await run(csv, '--dry-run')).toMatchObject({ code: 1, stdout: expect.stringMatching(/Mail\s+→ E-mail[\s\S]*line 3: refused: “nobody” is not an e-mail address/) })
  expect(await run(csv, '--map', 'Stad=skip')).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no column “Stad”. The columns are: Id, Name, Mail, Stand.') })
  expect(await run(csv, '--map', 'Stand=lead.shoe')).toMatchObject({ code: 2, stderr: expect.stringContaining('“lead.shoe” is no field of a lead') })
  expect(await run(csv, '--separator', 'x')).toMatchObject({ code: 2, stderr: expect.stringContaining('--separator is one of') })
  expect(await run(join(folder, 'gone.csv'))).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no file') })
  expect(await run(csv, '--nonsense')).toMatchObject({ code: 2, stderr: expect.stringContaining('--help') })
  expect([leads(), readdirSync(join(folder, 'data', 'imports'))]).toEqual([[], []])
})
