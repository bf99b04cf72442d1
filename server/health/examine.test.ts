import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFreePort } from '#engine/temporal-server/ports'
import { readConfig } from '../config'
import { openDatabase } from '../db/open-database'
import { openSecretBox } from '../secrets/secret-box'
import { examine } from './examine'

let folder: string
let port: number
let other: Server | undefined

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-health-'))
  port = await findFreePort()
})
afterEach(() => {
  other?.close()
  other = undefined
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

const file = () => join(folder, 'watertight.db')
const look = async (env: Record<string, string> = {}) => {
  const results = await examine({ config: readConfig({ WATERTIGHT_DATA: folder, WATERTIGHT_PORT: String(port), ...env }), brokenNodes: [], isDeep: true, env })
  return Object.fromEntries(results.map((result) => [result.name, result]))
}
const bad = (results: Awaited<ReturnType<typeof look>>) => Object.values(results).filter(({ state }) => state === 'problem').map(({ name }) => name)

describe('an installation that does not run', () => {
  it('has no problem before its first start, and says how to start it', async () => {
    rmSync(folder, { recursive: true })
    const results = await look()
    expect(bad(results)).toEqual([])
    expect(results.running).toMatchObject({ state: 'warning', todo: 'Start it: npm start' })
    mkdirSync(folder)
  })

  it('is read through, and is fine but for not running', async () => {
    openDatabase(file()).$client.close()
    openSecretBox(join(folder, 'secret.key'))
    const results = await look()
    expect(Object.values(results).filter(({ state }) => state === 'warning' || state === 'problem').map(({ name }) => name)).toEqual(['running'])
    expect(results.database?.says).toMatch(/^Sound/)
    expect(results.worker).toMatchObject({ state: 'skipped' })
  })

  it('says when its tables are of an older version, or of a newer one', async () => {
    const db = openDatabase(file())
    openSecretBox(join(folder, 'secret.key'))
    db.$client.exec('delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)')
    expect((await look()).migrations).toMatchObject({ state: 'warning', todo: expect.stringContaining('backup') })
    db.$client.exec(`insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)`)
    expect((await look()).migrations).toMatchObject({ state: 'problem' })
    db.$client.close()
  })

  it('says when the database is no database', async () => {
    writeFileSync(file(), 'this is not a database at all, but long enough to look at it twice'.repeat(40))
    expect((await look()).database).toMatchObject({ state: 'problem', says: expect.stringContaining('does not open') })
  })

  it('says when the secret key is missing, is none, or can be read by others', async () => {
    openDatabase(file()).$client.close()
    const key = join(folder, 'secret.key')
    expect((await look()).key).toMatchObject({ state: 'problem', says: 'It is missing.' })
    writeFileSync(key, 'short', { mode: 0o600 })
    expect((await look()).key).toMatchObject({ state: 'problem', says: 'It cannot be read.' })
    rmSync(key)
    openSecretBox(key)
    chmodSync(key, 0o640)
    expect((await look()).key).toMatchObject({ state: 'warning', todo: `Run: chmod 600 ${key}` })
  })

  it('says when another program has its port', async () => {
    other = createServer().listen(port, '127.0.0.1')
    await new Promise((resolve) => other?.once('listening', resolve))
    expect((await look()).port).toMatchObject({ state: 'problem', todo: expect.stringContaining(`WATERTIGHT_PORT=${port + 1_000}`) })
  })

  it('says that a Temporal elsewhere keeps things unencrypted, unless there is a key', async () => {
    const elsewhere = { TEMPORAL_ADDRESS: `127.0.0.1:${await findFreePort()}` }
    const results = await look(elsewhere)
    expect(results['codec-key']).toMatchObject({ state: 'warning' })
    expect(results.temporal).toMatchObject({ state: 'problem', todo: expect.stringContaining('TEMPORAL_ADDRESS') })
    expect((await look({ ...elsewhere, WATERTIGHT_CODEC_KEY: Buffer.alloc(32, 7).toString('base64') }))['codec-key']).toMatchObject({ state: 'ok' })
  })

  it('names the custom steps that are broken', async () => {
    const results = await examine({ config: readConfig({ WATERTIGHT_DATA: folder, WATERTIGHT_PORT: String(port) }), brokenNodes: [{ type: 'grade', file: 'grade/run.ts:3', message: 'It does not end.' }], isDeep: false, env: {} })
    expect(results.find(({ name }) => name === 'custom-nodes')).toMatchObject({ state: 'warning', says: '“grade” (grade/run.ts:3): It does not end.' })
  })
})
