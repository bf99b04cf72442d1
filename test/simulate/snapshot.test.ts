import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSimulation } from '#server/simulate/open-simulation'
import { copyWorkspace } from '#server/simulate/world/copy-workspace'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { createWorld } from '#test/conformance/world'
import { only } from './small-simulation'

const start = Date.UTC(2027, 0, 4, 9)
const document = fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' })
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-simulate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hashes = () => Object.fromEntries(readdirSync(folder).filter((name) => !name.endsWith('-shm')).map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))

describe('a world copied from a workspace', () => {
  it('holds what the file holds, also what only stands in its log yet, and leaves it as it is', async () => {
    const file = join(folder, 'watertight.db')
    const world = createWorld({ now: start, isGrouped: true, file })
    await world.publish({ ...document, name: 'Live' })
    await world.receive({ name: 'Real Person', email: 'real@person.example', territory: 'west' }, { id: 'real', now: start })
    const before = hashes()
    expect(Object.keys(before)).toContain('watertight.db-wal')

    const entries: Parameters<NonNullable<Parameters<typeof openSimulation>[0]['sink']>>[0][] = []
    const simulation = await openSimulation({
      flow: { document }, world: { kind: 'copy', bytes: copyWorkspace(file) }, seed: 1, startAt: start + 60_000, sink: (entry) => void entries.push(entry),
      people: { everybody: { haveIt: 1, passOn: 0, withinMinutes: 1, hours: 'always' } },
    })
    await simulation.receive({ type: 'lead.received', externalId: 'simulated', data: { name: 'Virtual', territory: 'west' } })
    await simulation.play(start + 3_600_000)
    // The run that was under way in the workspace goes on in the copy; only the new lead is counted.
    expect(only(entries, 'end')).toHaveLength(2)
    expect(simulation.totals()).toMatchObject({ leads: 1, places: { owned: 1 }, leaks: { count: 0 } })
    expect(simulation.world.db.$client.prepare('select count(*) from leads').pluck().get()).toBe(2)
    simulation.close()

    expect(hashes()).toEqual(before)
    expect(world.db.$client.prepare('select count(*) from leads').pluck().get()).toBe(1)
    world.db.$client.close()
  })

  it('starts only the flow that is tried, and forgets who is signed in', async () => {
    const file = join(folder, 'watertight.db')
    const world = createWorld({ now: start, isGrouped: true, file })
    await world.publish({ ...document, name: 'Live' })
    world.db.$client.exec(`insert into verifications (id, identifier, value, expires_at, created_at, updated_at) values ('v', 'welcome:x', 'u', 1, 1, 1)`)
    world.db.$client.close()
    const simulation = await openSimulation({ flow: { document }, world: { kind: 'copy', bytes: copyWorkspace(file) }, seed: 1, startAt: start })
    await simulation.receive({ type: 'lead.received', externalId: 'simulated', data: { name: 'Virtual', territory: 'west' } })
    await simulation.settle()
    expect(simulation.totals().runs).toBe(1)
    expect(simulation.world.db.$client.prepare('select (select count(*) from verifications) + (select count(*) from sessions)').pluck().get()).toBe(0)
    simulation.close()
  })

  it.each([
    ['no file', () => join(folder, 'nothing.db'), /There is no database/],
    ['no database', () => write('text.db', 'hello, I am a text of some length'), /no Watertight workspace|cannot be opened/],
  ])('refuses %s', (_name, path, message) => {
    expect(() => copyWorkspace(path())).toThrow(message)
  })
})

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text.repeat(200))
  return file
}
