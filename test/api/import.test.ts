import { createServer, request } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { imports } from '#server/db/schema'
import { runImport } from '#server/imports/run-import'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp, publicUrl } from '../harness/app/create-test-app'
import { until } from '../harness/until'

const flow = buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }] }, { 'nap.done': 'done' })

interface View {
  id: string
  state: string
  problem: string | null
  cameAs: string
  rows: number
  created: number
  duplicates: number
  refused: number
  bytes: number
  bytesDone: number
  sameFile: { name: string } | null
  startableFlows: string[]
}

interface Preview {
  separator: string
  encoding: string
  decimal: string
  columns: { name: string; target: string; samples: string[] }[]
  problem: string | null
  rows: Record<string, unknown>[]
  tried: { rows: number; refused: number; reasons: { reason: string; count: number }[] }
}

let world: World
let test: Awaited<ReturnType<typeof createTestApp>>

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  await world.publish(flow)
  test = await createTestApp(world)
})

const count = (table: string) => world.db.$client.prepare(`select count(*) from ${table}`).pluck().get() as number
const names = () => world.db.$client.prepare('select name from leads order by id').pluck().all()
const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  test.app.request(path, { method: 'POST', headers: { cookie: test.cookie, origin: publicUrl, ...headers }, body: new Uint8Array(Buffer.from(body)) })
const view = async (id: string) => (await (await test.call(`/api/imports/${id}`)).json()) as View
const ended = (id: string) => until('the import to end', 60_000, async () => {
  const now = await view(id)
  return now.state !== 'running' && now
}, 10)

async function upload(body: string | Buffer, name = 'leads.csv'): Promise<View> {
  const answer = await post(`/api/imports?name=${name}`, body)
  expect(answer.status).toBe(201)
  return (await answer.json()) as View
}

async function previewOf(id: string, reading: object = {}): Promise<Preview> {
  return (await (await test.call(`/api/imports/${id}/preview`, { json: reading })).json()) as Preview
}

async function begin(id: string, more: object = {}): Promise<Response> {
  const { separator, encoding, decimal, columns } = await previewOf(id)
  return test.call(`/api/imports/${id}/begin`, { json: { separator, encoding, decimal, targets: columns.map((each) => each.target), ...more } })
}

async function importWhole(body: string | Buffer, more: object = {}): Promise<View> {
  const { id } = await upload(body)
  expect((await begin(id, more)).status).toBe(200)
  return ended(id)
}

async function error(answer: Response) {
  return { status: answer.status, ...((await answer.json()) as { error: { code: string; message: string } }).error }
}

const reportOf = async (id: string) => Buffer.from(await (await test.call(`/api/imports/${id}/report`)).arrayBuffer()).toString('utf8')
const many = (rows: number, more = '') => `Name,E-mail\n${Array.from({ length: rows }, (_, index) => `Lead ${index},lead${index}@test.example`).join('\n')}\n${more}`

describe('an import', () => {
  it('proposes where columns go, shows the first rows, and takes them in like a webhook, without starting flows', async () => {
    const { id } = await upload('Name;E-mail;Umsatz;Schuhgröße\nZoë;zoe@test.example;1.200,50;39\nAnn;nobody;5;\n')
    const preview = await previewOf(id)
    expect(preview).toMatchObject({ separator: ';', encoding: 'utf-8', decimal: ',', problem: null, tried: { rows: 2, refused: 1 } })
    expect(preview.columns.map((each) => [each.name, each.target])).toEqual([['Name', 'name'], ['E-mail', 'email'], ['Umsatz', 'amount'], ['Schuhgröße', 'more']])
    expect(preview.rows).toEqual([
      { line: 2, lead: { name: 'Zoë', email: 'zoe@test.example', amount: 1200.5, Schuhgröße: '39' } },
      { line: 3, column: 'E-mail', reason: '“nobody” is not an e-mail address.' },
    ])
    expect((await begin(id)).status).toBe(200)
    expect(await ended(id)).toMatchObject({ state: 'done', rows: 2, created: 1, refused: 1, duplicates: 0 })
    expect(world.db.$client.prepare('select name, email, amount, more from leads').all()).toEqual([{ name: 'Zoë', email: 'zoe@test.example', amount: 1200.5, more: '{"Schuhgröße":"39"}' }])
    expect(world.db.$client.prepare('select type, external_id from events').all()).toEqual([{ type: 'lead.received', external_id: `import:${id}:1` }])
    expect([count('runs'), count('outbox')]).toEqual([0, 0])
  })

  it('starts flows when that is asked for', async () => {
    expect(await importWhole(many(3), { startsFlows: true })).toMatchObject({ created: 3 })
    expect([count('leads'), count('runs'), count('outbox')]).toEqual([3, 3, 3])
  })

  it('names the flows that could start', async () => {
    expect((await upload(many(1))).startableFlows).toEqual([flow.name])
  })

  it('with an id column makes no duplicates when it comes again, also mended under another name', async () => {
    const csv = 'Id,Name\na1,Zoë\na2,Ann\na1,Zoë again\n'
    expect(await importWhole(csv)).toMatchObject({ created: 2, duplicates: 1 })
    expect(await importWhole(`${csv}a3,Bob\n`)).toMatchObject({ created: 1, duplicates: 3 })
    expect(names()).toEqual(['Zoë', 'Ann', 'Bob'])
  })

  it('of the same file says so before', async () => {
    await importWhole(many(3))
    expect((await upload(many(3), 'again.csv')).sameFile).toMatchObject({ name: 'leads.csv' })
  })

  it('can be told how to read the file, and is refused when no column names anybody', async () => {
    const { id } = await upload('Name|E-mail\nZo\xeb|zoe@test.example\n')
    const other = await previewOf(id, { separator: ',' })
    expect(other).toMatchObject({ columns: [{ name: 'Name|E-mail' }], problem: expect.stringContaining('nobody could be reached') })
    expect(await error(await begin(id, { targets: ['skip', 'skip'] }))).toMatchObject({ status: 400, message: expect.stringContaining('nobody could be reached') })
    expect(await error(await begin(id, { targets: ['name'] }))).toMatchObject({ status: 400, message: expect.stringContaining('2 columns') })
    expect((await view(id)).state).toBe('mapping')
  })
})

describe('an upload that is not wanted', () => {
  it('is forgotten with its file; one that was begun is not', async () => {
    const { id } = await upload(many(1))
    expect((await test.call(`/api/imports/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect([count('imports'), readdirSync(test.imports.folder)]).toEqual([0, []])
    const done = await importWhole(many(1))
    expect((await test.call(`/api/imports/${done.id}`, { method: 'DELETE' })).status).toBe(409)
  })
})

describe('refused rows', () => {
  const csv = [
    'Name,E-mail,Amount,Text', 'Zoë,zoe@test.example,5,"two\nlines"', ',,5,nobody', 'Ann,,many,x', `Bob,,,${'y'.repeat(10_001)}`, 'Cem,,,x,too,many', 'Dora,,,"never closed', 'Eve,,7,fine', '',
  ].join('\r\n')

  it('are told with line, column and reason, and the good rows are kept', async () => {
    const done = await importWhole(csv)
    expect(done).toMatchObject({ state: 'done', rows: 7, created: 2, refused: 5 })
    expect(names()).toEqual(['Zoë', 'Eve'])
    const { refused } = (await (await test.call(`/api/imports/${done.id}/refused`)).json()) as { refused: { line: number; column: string | null; reason: string }[] }
    expect(refused.map(({ line, column }) => [line, column])).toEqual([[4, null], [5, 'Amount'], [6, 'Text'], [7, null], [8, null]])
    expect(refused.at(-1)?.reason).toMatch(/quote that opens in line 8/)
  })

  it('come back as a CSV with the reason, which can be mended and imported again', async () => {
    const { id } = await importWhole(csv)
    const report = await reportOf(id)
    const [header, nobody, , , tooMany, open] = report.split('\r\n')
    expect(header).toBe('\uFEFFImport line,Import column,Import problem,Name,E-mail,Amount,Text')
    expect(nobody).toBe('4,,"There is no e-mail, no phone and no name, so nobody could be reached.",,,5,nobody')
    expect(tooMany).toMatch(/^7,,".*",Cem,,,x,too,many$/)
    expect(open).toMatch(/^8,,.*,"Dora,,,""never closed"$/)
    const mended = await importWhole(report.replace('Ann,,many', 'Ann,,12').replace('too,many', ',').replace('"Dora,,,""never closed"', 'Dora,,,"closed"'))
    expect(mended).toMatchObject({ created: 3, refused: 2 })
    expect(names()).toEqual(['Zoë', 'Eve', 'Ann', 'Cem', 'Dora'])
  })
})

describe('bad files', () => {
  it.each([
    ['nothing', '', /empty/],
    ['a header and nothing else', 'Name,E-mail\n\n', /no other/],
    ['empty lines', '\n\n  \n', /no row at all/],
    ['a workbook', 'PK\x03\x04xxxx', /Excel workbook/],
    ['a header with an open quote', 'Name,"E-mail\nZoë,x\n', /names the columns, cannot be read/],
    ['5,000 columns', `${'a,'.repeat(5_000)}\n${'b,'.repeat(5_000)}\n`, /at most 1000 columns/],
  ])('%s is refused, and nothing is kept', async (_name, body, message) => {
    expect(await error(await post('/api/imports', body))).toMatchObject({ status: 400, message: expect.stringMatching(message) })
    expect([count('imports'), readdirSync(test.imports.folder)]).toEqual([0, []])
  })

  it('a file that is said to be larger than 200 MB is refused without being read', async () => {
    expect(await error(await post('/api/imports', 'Name\nZoë\n', { 'content-length': String(300 * 1024 * 1024) }))).toMatchObject({ status: 413, code: 'too-large' })
  })

  it('200 columns, cells of 10,000 characters, the same name twice, none at all, and rows of any length are taken', async () => {
    const header = ['Name', 'E-mail', 'E-mail', '', ...Array.from({ length: 196 }, (_, index) => `c${index}`)].join(',')
    const done = await importWhole(`${header}\nZoë,zoe@test.example,second@test.example,x,${'y'.repeat(10_000)}\nAnn\n`)
    expect(done).toMatchObject({ created: 2, refused: 0 })
    expect(JSON.parse(world.db.$client.prepare('select more from leads where name = ?').pluck().get('Zoë') as string)).toEqual({ 'E-mail (2)': 'second@test.example', 'Column 4': 'x', c0: 'y'.repeat(10_000) })
  })

  it('in Windows-1252, and of several encodings at once, is read right, and says what it was', async () => {
    expect(await importWhole(Buffer.from('Name,Ort\nZo\xeb,K\xf6ln \x80\n', 'latin1'))).toMatchObject({ cameAs: 'windows-1252' })
    expect(await importWhole(Buffer.concat([Buffer.from('Name,Ort\nÄnne,Köln\n'), Buffer.from('J\xf6rg,x\n', 'latin1')]))).toMatchObject({ cameAs: 'mixed' })
    expect(await importWhole(Buffer.from('\uFEFFName,Ort\nŁukasz,Łódź\n', 'utf16le'))).toMatchObject({ cameAs: 'utf-16' })
    expect(names()).toEqual(['Zoë', 'Änne', 'Jörg', 'Łukasz'])
    expect(world.db.$client.prepare('select more from leads order by id limit 1').pluck().get()).toBe('{"Ort":"Köln €"}')
  })

  it('an upload whose connection breaks leaves nothing', async () => {
    const http = createServer(getRequestListener(test.app.fetch))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    try {
      const sending = request({ port: (http.address() as AddressInfo).port, method: 'POST', path: '/api/imports', headers: { cookie: test.cookie, origin: publicUrl, 'content-length': 1_000_000 } })
      sending.on('error', () => undefined)
      sending.write(many(1_000))
      await until('the upload to have begun', 30_000, () => readdirSync(test.imports.folder).length === 1)
      sending.destroy()
      await until('its file to be gone', 30_000, () => readdirSync(test.imports.folder).length === 0)
      expect(count('imports')).toBe(0)
    } finally {
      http.closeAllConnections()
      http.close()
    }
  })
})

describe('going on', () => {
  it('after a pause takes the rest, each row once', async () => {
    const { id } = await upload(many(20_000))
    await begin(id)
    await until('some rows', 30_000, async () => (await view(id)).rows > 500, 5)
    expect((await test.call(`/api/imports/${id}/change`, { json: { change: 'pause' } })).status).toBe(200)
    const paused = await view(id)
    expect(paused.state).toBe('paused')
    await until('the import to be let go of', 30_000, () => world.db.select().from(imports).where(eq(imports.id, id)).get()?.holder === null, 5)
    expect(count('leads')).toBe((await view(id)).rows)
    expect(count('leads')).toBeLessThan(20_000)
    await test.call(`/api/imports/${id}/change`, { json: { change: 'resume' } })
    expect(await ended(id)).toMatchObject({ state: 'done', rows: 20_000, created: 20_000, duplicates: 0 })
    expect(new Set(names()).size).toBe(20_000)
  })

  it('after a stop is refused; what came in stays', async () => {
    const { id } = await upload(many(20_000))
    await begin(id)
    await until('some rows', 30_000, async () => (await view(id)).rows > 500, 5)
    await test.call(`/api/imports/${id}/change`, { json: { change: 'stop' } })
    expect((await view(id)).state).toBe('stopped')
    expect(await error(await test.call(`/api/imports/${id}/change`, { json: { change: 'resume' } }))).toMatchObject({ status: 409 })
    await until('the import to be let go of', 30_000, () => world.db.select().from(imports).where(eq(imports.id, id)).get()?.holder === null, 5)
    expect(count('leads')).toBe((await view(id)).rows)
  })

  it('two who work on it at once take no row twice', async () => {
    await test.imports.importer.stop()
    const { id } = await upload(many(5_000))
    await begin(id)
    const { db, writer } = world
    const work = (holder: string) => runImport({ db, writer, folder: test.imports.folder, importId: id, holder, now: Date.now, isAskedToLetGo: () => false, report: () => undefined })
    const first = work('one')
    await until('some rows', 30_000, async () => (await view(id)).rows > 0, 1)
    // The second is told that it may have it, as if the first had given no sign of life for long.
    db.$client.exec('update imports set held_until = 0')
    await Promise.all([first, work('two')])
    expect(await view(id)).toMatchObject({ state: 'done', rows: 5_000, created: 5_000, duplicates: 0 })
    expect(count('leads')).toBe(5_000)
  })

  it('when the disk is full it pauses with the reason and nothing half done; with room it goes on', async () => {
    const { db } = world
    const { id } = await upload(many(20_000))
    const pages = db.$client.pragma('page_count', { simple: true }) as number
    db.$client.pragma(`max_page_count = ${pages + 400}`)
    await begin(id)
    const paused = await ended(id)
    expect(paused).toMatchObject({ state: 'paused', problem: expect.stringContaining('The disk is full') })
    expect([count('leads'), count('events')]).toEqual([paused.rows, paused.rows])
    expect(paused.rows).toBeGreaterThan(0)
    db.$client.pragma('max_page_count = 1073741823')
    await test.call(`/api/imports/${id}/change`, { json: { change: 'resume' } })
    expect(await ended(id)).toMatchObject({ state: 'done', created: 20_000, duplicates: 0 })
    expect(new Set(names()).size).toBe(20_000)
  })

  it('without its file it pauses and says so', async () => {
    const { id } = await upload(many(5))
    const row = readFileSync(join(test.imports.folder, `${id}.csv`), 'utf8')
    expect(row).toContain('Lead 4')
    await test.imports.importer.stop()
    await begin(id)
    await runImport({ db: world.db, writer: world.writer, folder: '/nowhere', importId: id, holder: 'x', now: Date.now, isAskedToLetGo: () => false, report: () => undefined })
    expect(await view(id)).toMatchObject({ state: 'paused', problem: expect.stringContaining('not there any more') })
  })

  it('a row whose lead cannot be made is kept as an event with something to do, and the others come in', async () => {
    world.db.$client.exec(`create trigger broken before insert on leads when new.name = 'Lead 2' begin select raise(abort, 'no room'); end`)
    expect(await importWhole(many(4))).toMatchObject({ state: 'done', rows: 4, created: 3, stuck: 1 })
    expect([count('leads'), count('events'), count('work_items')]).toEqual([3, 4, 1])
  })
})

describe('idempotency keys', () => {
  it('of an upload: the same file answers with the same import, another is refused', async () => {
    const send = async (body: string) => post('/api/imports', body, { 'idempotency-key': 'k1' })
    const [first, second] = [await (await send(many(3))).json(), await (await send(many(3))).json()] as View[]
    expect(second?.id).toBe(first?.id)
    expect(await error(await send(many(4)))).toMatchObject({ status: 409, message: expect.stringContaining('This key was used for another file') })
    expect([count('imports'), readdirSync(test.imports.folder)]).toEqual([1, [`${first?.id}.csv`]])
  })

  it('of a beginning: the same again changes nothing, another is refused', async () => {
    const { id } = await upload(many(3))
    const { separator, encoding, decimal, columns } = await previewOf(id)
    const send = (key: string | undefined, more: object = {}) =>
      test.app.request(`/api/imports/${id}/begin`, {
        method: 'POST', headers: { cookie: test.cookie, origin: publicUrl, 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
        body: JSON.stringify({ separator, encoding, decimal, targets: columns.map((each) => each.target), ...more }),
      })
    expect([(await send('k1')).status, (await send('k1')).status]).toEqual([200, 200])
    expect(await error(await send('k1', { startsFlows: true }))).toMatchObject({ status: 409, message: expect.stringContaining('in another way') })
    expect(await error(await send(undefined))).toMatchObject({ status: 409, message: expect.stringContaining('begun already') })
    expect(await ended(id)).toMatchObject({ created: 3 })
  })
})

it('imports are for people who are signed in', async () => {
  expect([(await test.app.request('/api/imports')).status, (await test.app.request('/api/imports', { method: 'POST', body: 'Name\nx\n' })).status]).toEqual([401, 401])
})

