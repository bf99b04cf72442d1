import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepFindings } from '#server/leakcheck/keep-findings'
import { runLeakcheck } from '#server/leakcheck/run-leakcheck'
import type { HealthResult } from '#server/health/run-health-checks'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

interface Status {
  checks: HealthResult[]
  leaks: { count: number; money: number; items: { kind: string; subject: { id: string; name: string | null }; money: number; wrong: string; todo: string }[] }
}

const folder = mkdtempSync(join(tmpdir(), 'watertight-status-'))
const databaseFile = join(folder, 'watertight.db')
let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let imports: Awaited<ReturnType<typeof createTestApp>>['imports']
let looks = 0
let clock = Date.now()

beforeEach(async () => {
  looks = 0
  world = createWorld({ now: clock, isGrouped: true, file: databaseFile })
  ;({ call, app, imports } = await createTestApp(world, {
    now: () => clock,
    examine: async () => {
      looks += 1
      return [{ name: 'node', group: 'engine', title: 'Node.js', state: 'ok', says: 'fine' }]
    },
  }))
})
afterEach(async () => {
  await imports.importer.stop()
  world.db.$client.close()
  rmSync(folder, { recursive: true, force: true })
})

const status = async () => (await (await call('/api/status')).json()) as Status
const pass = async (now: number) => {
  const { findings } = await runLeakcheck({ databaseFile, now })
  return keepFindings(world.db, world.writer, findings, now, false)
}

describe('the status', () => {
  it('is for people who are signed in, and not for reps', async () => {
    expect((await app.request('/api/status')).status).toBe(401)
    world.db.$client.prepare(`update users set role = 'rep'`).run()
    expect((await call('/api/status')).status).toBe(403)
    world.db.$client.prepare(`update users set role = 'manager'`).run()
    expect((await call('/api/status')).status).toBe(200)
  })

  it('shows a lead that nobody has with its name and its worth, until somebody has it', async () => {
    const { subjectId } = await world.receive({ name: 'Ida Sørensen', email: 'ida@leads.example', amount: 48_000 }, { id: 'one', now: clock })
    expect(await pass(clock)).toEqual({ opened: 1, closed: 0 })
    expect((await status()).leaks).toMatchObject({ count: 1, money: 48_000, items: [{ kind: 'lead-with-nobody', subject: { id: subjectId, name: 'Ida Sørensen' }, money: 48_000 }] })

    expect(await pass(clock + 60_000)).toEqual({ opened: 0, closed: 0 })
    world.db.$client.prepare(`update leads set state = 'routed', owner_id = 'ann'`).run()
    expect(await pass(clock + 120_000)).toEqual({ opened: 0, closed: 1 })
    expect((await status()).leaks).toEqual({ count: 0, money: 0, items: [] })
    expect(world.db.$client.prepare('select first_seen_at, last_seen_at, closed_at from leak_findings').all()).toEqual([
      { first_seen_at: clock, last_seen_at: clock + 60_000, closed_at: clock + 120_000 },
    ])
  })

  it('opens a leak anew that has come back', async () => {
    await world.receive({ name: 'Ida Sørensen', email: 'ida@leads.example' }, { id: 'one', now: clock })
    await pass(clock)
    world.db.$client.prepare(`update leads set state = 'routed', owner_id = 'ann'`).run()
    await pass(clock + 60_000)
    world.db.$client.prepare(`update leads set state = 'open', owner_id = null`).run()
    expect(await pass(clock + 120_000)).toEqual({ opened: 1, closed: 0 })
    expect((await status()).leaks.count).toBe(1)
  })

  it('counts the worth of a lead once, however many promises about it are broken', async () => {
    const { subjectId } = await world.receive({ name: 'Ida Sørensen', email: 'ida@leads.example', amount: 10_000 }, { id: 'one', now: clock })
    world.db.$client.prepare(`insert into assignments (id, subject_type, subject_id, rep_id, level, state, offered_at, late, is_heard) values ('a', 'lead', ?, 'ann', 'x', 'offered', 1, 0, 0)`).run(subjectId)
    await pass(clock)
    expect((await status()).leaks).toMatchObject({ count: 2, money: 10_000 })
  })

  it('is looked at once, however many ask at the same time, and again a few seconds later', async () => {
    await Promise.all([status(), status(), status()])
    expect(looks).toBe(1)
    clock += 3_000
    await status()
    expect(looks).toBe(2)
  })
})
