import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { standardHours } from '#nodes/revops/business-time'
import { openWorld } from '#server/db/open-world'
import { changeBusinessHours } from '#server/calendar/business-hours'
import { createArmAllLeads } from '#server/triggers/arm-all-leads'
import { createMintArmed } from '#server/triggers/mint-armed'
import { createMintOverdue } from '#server/triggers/mint-overdue'
import { createTickTriggers } from '#server/triggers/tick-triggers'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import type { Driver } from '#test/conformance/drivers/driver'
import { startSimulatorDriver } from '#test/conformance/drivers/simulator-driver'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const hour = 3_600_000
const monday = Date.parse('2026-03-02T08:00:00Z')
const naps = (trigger: [string, Record<string, unknown>], more: Partial<FlowDocument> = {}): FlowDocument => ({
  ...buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }], in: trigger }, { 'nap.done': 'done' }),
  ...more,
})
const daily = (more: Record<string, unknown> = {}): [string, Record<string, unknown>] => ['schedule-trigger', { schedule: { weekdays: [1, 2, 3, 4, 5, 6, 7], time: '09:00', zone: 'UTC' }, about: 'once', ...more }]
const always = { combinator: 'and', rules: [] }

let driver: Driver
let world: World
let at: number
let stopApp: (() => Promise<void> | void) | undefined

beforeEach(async () => {
  driver = await startSimulatorDriver(monday)
  ;({ world } = driver)
  at = monday
})
afterEach(async () => {
  await stopApp?.()
  stopApp = undefined
  await driver.stop()
})

const all = <T>(sql: string, ...values: unknown[]) => world.db.$client.prepare(sql).all(...values) as T[]
const pluck = <T>(sql: string, ...values: unknown[]) => world.db.$client.prepare(sql).pluck().all(...values) as T[]
const states = () => pluck<string>(`select state || coalesce(' ' || end_reason, '') from runs order by id`)
const lead = async (id: string, data: Record<string, string | number> = {}) => (await world.receive({ name: 'Zoë', ...data }, { id, now: at })).subjectId as string

/** Requests as the owner, at this instant. */
async function signedIn(now: number) {
  const { call, imports } = await createTestApp(world, { now: () => now })
  stopApp = () => imports.importer.stop()
  return call
}

/** Open leads, every other one with a score of 1, as fast as can be. */
function insertLeads(count: number): void {
  world.db.$client.transaction(() => {
    const event = world.db.$client.prepare(`insert into events (id, source_id, external_id, type, data, occurred_at, received_at, state) values (?, ?, ?, 'lead.received', '{}', 0, 0, 'done')`)
    const row = world.db.$client.prepare(`insert into leads (id, event_id, source_id, contact_id, skills, more, state, score, received_at, updated_at, version) values (?, ?, ?, 'c', '[]', '{}', 'open', ?, 0, 0, 1)`)
    world.db.$client.prepare(`insert into contacts (id, created_at, updated_at) values ('c', 0, 0)`).run()
    for (let index = 0; index < count; index += 1) {
      const id = `L${String(index).padStart(6, '0')}`
      event.run(id, world.sourceId, id)
      row.run(id, id, world.sourceId, index % 2)
    }
  })()
}

/** What the worker does each second, at this instant. */
async function look(now: number, from: World = world): Promise<void> {
  for (const turn of [createTickTriggers(from.db, from.writer), createMintOverdue(from.db, from.writer), createArmAllLeads(from.db, from.writer), createMintArmed(from.db, from.writer)]) while (await turn(now));
}

describe('changes of records', () => {
  const score = (operator: string, value: number) => ({ combinator: 'and', rules: [{ field: 'lead.score', operator, value }] })

  it('start what listens to the field, once it really changes, whoever changes it', async () => {
    await world.publishOther(naps(['record-changed-trigger', { fields: ['lead.score'] }]))
    await lead('1')
    await world.changeLead({ 'lead.note': 'seen' }, at)
    expect(states()).toEqual([])
    await world.changeLead({ 'lead.score': 7 }, at)
    await world.changeLead({ 'lead.score': 7 }, at)
    expect(states()).toHaveLength(1)
    expect(all(`select type, data, cause_run_id from events where type = 'lead.updated' order by id`)).toEqual([
      { type: 'lead.updated', data: '{"changes":{"lead.note":{"from":null,"to":"seen"}}}', cause_run_id: null },
      { type: 'lead.updated', data: '{"changes":{"lead.score":{"from":null,"to":7}}}', cause_run_id: null },
    ])
  })

  it('ask the condition of the record as it is then', async () => {
    await world.publishOther(naps(['record-changed-trigger', { fields: ['lead.score'], condition: score('>', 50) }]))
    await lead('1')
    await world.changeLead({ 'lead.score': 50 }, at)
    expect(states()).toEqual([])
    await world.changeLead({ 'lead.score': 51 }, at)
    expect(states()).toHaveLength(1)
  })

  it('that are to begin to fit start once at the crossing, and again only after the lead has ceased to fit', async () => {
    await world.publishOther(naps(['record-changed-trigger', { condition: score('>', 80), when: 'begins' }]))
    await lead('1', { score: 90 })
    const set = (value: number) => world.changeLead({ 'lead.score': value }, at)
    expect(states()).toEqual([])
    await set(95)
    expect(states()).toEqual([])
    await set(80)
    await set(81)
    expect(states()).toHaveLength(1)
    await world.changeLead({ 'lead.note': 'seen' }, at)
    await set(99)
    expect(states()).toHaveLength(1)
    await set(10)
    await set(85)
    expect(states()).toHaveLength(2)
  })

  it('that are to begin to fit count an arrival that fits where that is wanted', async () => {
    await world.publishOther(naps(['record-changed-trigger', { condition: score('>', 80), when: 'begins-or-arrives' }]))
    await lead('1', { score: 90 })
    await lead('2', { score: 70 })
    expect(states()).toHaveLength(1)
    await world.changeLead({ 'lead.score': 81 }, at)
    await world.changeLead({ 'lead.score': 82 }, at)
    expect(states()).toHaveLength(2)
  })

  it('by a run say which run it was', async () => {
    await world.publishOther(buildFlow({ rate: ['update-record', { changes: [{ field: 'lead.score', value: '9' }] }], done: ['end', { reason: 'completed' }] }, { 'rate.done': 'done' }))
    await lead('1')
    await driver.settle()
    expect(pluck(`select cause_run_id from events where type = 'lead.updated'`)).toEqual(pluck('select id from runs'))
  })

  it('11 flows that start one another are stopped after ten, and a person hears which they are', async () => {
    const adds = (name: string, from: string, to: string): FlowDocument => ({
      ...buildFlow(
        { add: ['update-record', { changes: [{ field: to, value: `{{ ${from} | plus: 1 }}` }] }], done: ['end', { reason: 'completed' }], in: ['record-changed-trigger', { fields: [from], condition: { combinator: 'and', rules: [{ field: from, operator: '>', value: 0 }] } }] },
        { 'add.done': 'done' },
      ),
      name,
    })
    await world.publishOther(adds('Ping', 'lead.score', 'lead.amount'))
    await world.publishOther(adds('Pong', 'lead.amount', 'lead.score'))
    await lead('1')
    await world.changeLead({ 'lead.score': 1 }, at)
    await driver.settle()
    expect(pluck('select chain from runs order by id')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(all<{ title: string; kind: string }>('select kind, title from work_items')).toEqual([{ kind: 'loop-stopped', title: '“Pong” and “Ping” keep starting each other' }])
    expect(pluck(`select count(*) from audit_log where action = 'flow.loop-stopped'`)).toEqual([1])
    await world.changeLead({ 'lead.score': 100 }, at)
    await driver.settle()
    expect(pluck(`select count(*) from work_items`)).toEqual([1])
  })
})

describe('what does not follow in time', () => {
  const unless = (within = { amount: 1, unit: 'h' }, condition: unknown = always): [string, Record<string, unknown>] => ['event-trigger', { event: 'lead.received', starts: 'unless', unless: 'meeting.booked', within, condition }]

  it('starts the run when it is due, once', async () => {
    await world.publishOther(naps(unless()))
    const id = await lead('1')
    await look(at + hour - 1)
    expect([states(), pluck('select count(*) from deadlines')]).toEqual([[], [1]])
    await Promise.all([look(at + hour), look(at + hour)])
    expect([states().length, pluck('select subject_id from runs'), pluck('select count(*) from deadlines')]).toEqual([1, [id], [0]])
  })

  it('starts nothing when it has followed', async () => {
    await world.publishOther(naps(unless()))
    await lead('1')
    await world.event('meeting.booked', {}, { id: 'm', now: at + 5 })
    await look(at + 2 * hour)
    expect([states(), pluck('select count(*) from deadlines')]).toEqual([[], [0]])
  })

  it('is for leads that fit still', async () => {
    await world.publishOther(naps(unless(undefined, { combinator: 'and', rules: [{ field: 'lead.note', operator: 'null' }] })))
    await lead('1')
    await world.changeLead({ 'lead.note': 'done with' }, at + 5)
    await look(at + 2 * hour)
    expect([states(), pluck('select count(*) from deadlines')]).toEqual([[], [0]])
  })

  it('counts as the version says that is published by then', async () => {
    const { flowId } = await world.publishOther(naps(unless()))
    await lead('1')
    const call = await signedIn(at + 60_000)
    const publish = async (document: FlowDocument, rev: number) => {
      expect((await call(`/api/flows/${flowId}/draft`, { method: 'PUT', json: { document, rev } })).status).toBe(200)
      expect((await call(`/api/flows/${flowId}/publish`, { json: { rev: rev + 1, base: rev, note: '' } })).status).toBe(200)
    }
    await publish(naps(unless({ amount: 2, unit: 'h' })), 1)
    expect(pluck('select due_at from deadlines')).toEqual([at + 2 * hour])
    await world.event('call.logged', {}, { id: 'c', now: at + 90_000 })
    await publish(naps(['event-trigger', { event: 'lead.received', starts: 'unless', unless: 'call.logged', within: { amount: 2, unit: 'h' } }]), 2)
    expect(pluck('select count(*) from deadlines')).toEqual([0])
    await lead('2')
    await publish(naps(['event-trigger', {}]), 3)
    expect(pluck('select count(*) from deadlines')).toEqual([0])
  })
})

const day = 24 * hour
const armed = () => all<{ subject_id: string; due_at: number }>('select subject_id, due_at from armed_starts order by due_at').map(({ due_at: due }) => due - monday)
async function publishAgain(flowId: string, document: FlowDocument, now: number): Promise<void> {
  const call = await signedIn(now)
  const { rev, version } = all<{ rev: number; version: number }>('select rev, (select max(number) from flow_versions where flow_id = flows.id) as version from flows where id = ?', flowId)[0] ?? { rev: 0, version: 0 }
  expect((await call(`/api/flows/${flowId}/draft`, { method: 'PUT', json: { document, rev } })).status).toBe(200)
  expect((await call(`/api/flows/${flowId}/publish`, { json: { rev: rev + 1, base: version, note: '' } })).status).toBe(200)
}

describe('silence', () => {
  const silent = (more: Record<string, unknown> = {}): [string, Record<string, unknown>] => ['silence-trigger', { events: [{ type: 'email.replied' }, { type: 'call.logged' }], ...more }]

  it('starts the run once nothing that counts has been heard of the lead for so long, once for each silence', async () => {
    await world.publishOther(naps(silent()))
    const id = await lead('1')
    expect(armed()).toEqual([7 * day])
    await world.event('page.visited', {}, { id: 'p', now: at + day })
    await world.event('call.logged', {}, { id: 'c', now: at + 2 * day })
    expect(armed()).toEqual([9 * day])
    await look(at + 9 * day - 1)
    expect(states()).toEqual([])
    await Promise.all([look(at + 9 * day), look(at + 9 * day)])
    expect(all('select subject_id, dedupe_key from runs')).toEqual([{ subject_id: id, dedupe_key: `silence:${at + 2 * day}` }])
    expect(all('select type, subject_id, occurred_at from events where type = ?', 'lead.silent')).toEqual([{ type: 'lead.silent', subject_id: id, occurred_at: at + 9 * day }])
    expect(armed()).toEqual([])
    await world.event('email.replied', {}, { id: 'r', now: at + 10 * day })
    await look(at + 18 * day)
    expect(states()).toHaveLength(2)
  })

  it('asks the lead again when the time is over: one that no longer fits or is over starts nothing', async () => {
    await world.publishOther(naps(silent({ condition: { combinator: 'and', rules: [{ field: 'lead.note', operator: 'null' }] } })))
    await lead('1')
    await world.changeLead({ 'lead.note': 'done with' }, at + 5)
    const other = await lead('2')
    world.db.$client.prepare(`update leads set state = 'closed' where id = ?`).run(other)
    await lead('3')
    await look(at + 7 * day)
    expect([states().length, armed()]).toEqual([1, []])
  })

  it('may count working time, and counts anew when that is changed', async () => {
    await world.publishOther(naps(silent({ counts: 'business', after: { amount: 2, unit: 'd' } })))
    await lead('1')
    // Nine in the morning of Monday in Berlin: two days of eight hours.
    expect(armed()).toEqual([day + 8 * hour])
    await world.writer.write((tx) => changeBusinessHours(tx, { hours: { ...standardHours, holidays: ['2026-03-03'] }, actor: { kind: 'system', id: 'test' } }, at + 1_000))
    await look(at + 2_000)
    expect(armed()).toEqual([2 * day + 8 * hour])
  })

  it('is armed for leads that are there, from their last sign of life, in groups, and goes on after a crash where it stood', async () => {
    insertLeads(1_200)
    world.db.$client.prepare(`update leads set received_at = ?`).run(at - 2 * day)
    world.db.$client.prepare(`update events set subject_type = 'lead', subject_id = id, type = 'call.logged', occurred_at = ?, received_at = ? where id = 'L000003'`).run(at - day, at - day)
    world.db.$client.prepare(`update leads set received_at = ? where id = 'L000004'`).run(at - 30 * day)
    world.db.$client.prepare(`update leads set state = 'closed' where id = 'L000005'`).run()
    const { flowId } = await world.publishOther(naps(silent()))
    const crashed = createArmAllLeads(world.db, world.writer)
    await crashed(at)
    expect(pluck('select count(*) from armed_starts')).toEqual([499])
    await look(at + 1_000)
    // The one that has been quiet for longer waits for the next silence; the closed one for nothing.
    expect(pluck('select count(*) from armed_starts')).toEqual([1_198])
    expect(all(`select subject_id, due_at - ? as due from armed_starts where subject_id in ('L000002', 'L000003') order by 1`, at)).toEqual([{ subject_id: 'L000002', due: 5 * day }, { subject_id: 'L000003', due: 6 * day }])
    await publishAgain(flowId, naps(silent({ after: { amount: 3, unit: 'd' } })), at + 2_000)
    await look(at + 3_000)
    expect(pluck('select min(due_at) from armed_starts')).toEqual([at + day])
    const call = await signedIn(at + 4_000)
    expect((await call(`/api/flows/${flowId}`, { method: 'DELETE', json: {} })).status).toBeLessThan(300)
    expect([pluck('select count(*) from armed_starts'), states()]).toEqual([[0], []])
  })

  it('starts for leads that are quiet already where that is wanted', async () => {
    insertLeads(3)
    await world.publishOther(naps(silent({ already: 'start' })))
    await look(at + 1_000)
    expect(states()).toHaveLength(3)
    expect(pluck(`select count(*) from audit_log where action = 'trigger.late'`)).toEqual([0])
  })

  it('that was over while nothing was running starts once, late, and that is on record', async () => {
    await world.publishOther(naps(silent()))
    await lead('1')
    await lead('2')
    await look(at + 9 * day)
    expect(states()).toHaveLength(2)
    expect(pluck(`select after from audit_log where action = 'trigger.late'`).map((each) => JSON.parse(String(each)) as unknown)).toEqual([{ starts: 2, lateMs: 2 * day }])
  })
})

describe('a date of the lead', () => {
  const renewal = (more: Record<string, unknown> = {}): [string, Record<string, unknown>] => ['date-trigger', { field: 'lead.note', when: 'before', by: { amount: 2, unit: 'd' }, time: '09:00', zone: 'UTC', ...more }]

  it('starts the run so long before it, moves with it, and is gone with it', async () => {
    await world.publishOther(naps(renewal()))
    const id = await lead('1')
    expect(armed()).toEqual([])
    await world.changeLead({ 'lead.note': '2026-03-12' }, at)
    expect(armed()).toEqual([8 * day + hour])
    await world.changeLead({ 'lead.score': 3 }, at)
    await world.changeLead({ 'lead.note': '2026-03-10' }, at)
    expect(armed()).toEqual([6 * day + hour])
    await look(at + 6 * day + hour)
    expect(all('select subject_id, dedupe_key from runs')).toEqual([{ subject_id: id, dedupe_key: `date:lead.note:${Date.parse('2026-03-10')}` }])
    await world.changeLead({ 'lead.note': '2026-03-20' }, at + 7 * day)
    await world.changeLead({ 'lead.note': 'open end' }, at + 7 * day)
    expect(armed()).toEqual([])
  })

  it('is armed for leads that are there; one that has passed by then starts nothing', async () => {
    for (const [id, note] of [['1', '2026-03-12'], ['2', '2026-03-03'], ['3', 'never']] as const) {
      await lead(id)
      await world.changeLead({ 'lead.note': note }, at)
    }
    const { flowId } = await world.publishOther(naps(renewal()))
    await look(at + 1_000)
    expect(armed()).toEqual([8 * day + hour])
    await publishAgain(flowId, naps(renewal({ counts: 'business', workingDays: 5 })), at + 2_000)
    await look(at + 3_000)
    // Five working days before a Thursday is the Thursday before.
    expect(armed()).toEqual([3 * day + hour])
    await look(at + 30 * day)
    expect(states()).toHaveLength(1)
  })
})

describe('events that settle', () => {
  const settling: [string, Record<string, unknown>] = ['record-changed-trigger', { fields: ['lead.score'], settle: 'quiet', settleFor: { amount: 10, unit: 's' } }]

  it('start one run, with the last of them, once it is quiet', async () => {
    await world.publishOther(naps(settling))
    await lead('1')
    for (const [score, after] of [[1, 0], [2, 5], [3, 9]] as const) await world.changeLead({ 'lead.score': score }, at + after * 1_000)
    await look(at + 18_999)
    expect(states()).toEqual([])
    await look(at + 19_000)
    expect(all(`select json_extract(data, '$.changes."lead.score".to') as score from runs join events on events.id = runs.event_id`)).toEqual([{ score: 3 }])
    await look(at + day)
    expect(states()).toHaveLength(1)
  })

  it('start after ten times as long where they never end', async () => {
    await world.publishOther(naps(settling))
    await lead('1')
    for (let second = 0; second < 100; second += 5) await world.changeLead({ 'lead.score': second + 1 }, at + second * 1_000)
    await look(at + 99_999)
    expect(states()).toEqual([])
    await look(at + 100_000)
    expect(states()).toHaveLength(1)
  })
})

describe('the same person again', () => {
  const byEvent = (more: Record<string, unknown>): [string, Record<string, unknown>] => ['event-trigger', { event: 'deal.won', ...more }]
  const win = (id: string, now: number) => world.event('deal.won', {}, { id, now })
  const person = { email: 'zoe@test.example' }

  it('only once ever: over all their leads, and what is refused is seen', async () => {
    await world.publishOther(naps(byEvent({ again: 'once' })))
    await lead('1', person)
    await Promise.all([win('a', at), win('b', at)])
    await lead('2', person)
    await win('c', at + 90 * day)
    await lead('3', { email: 'other@test.example' })
    await win('d', at + 90 * day)
    expect(states()).toEqual(['starting', 'done not-again', 'done not-again', 'starting'])
  })

  it('again after a time', async () => {
    await world.publishOther(naps(byEvent({ again: 'after', againAfter: { amount: 30, unit: 'd' } })))
    await lead('1', person)
    await win('a', at)
    await win('b', at + 30 * day - 1)
    await win('c', at + 30 * day)
    expect(states()).toEqual(['starting', 'done not-again', 'starting'])
  })

  it('not while one is under way', async () => {
    await world.publishOther(naps(byEvent({ again: 'not-active' })))
    await lead('1', person)
    await win('a', at)
    await lead('2', person)
    await win('b', at)
    await driver.advanceTo(at + hour)
    await win('c', at + hour)
    expect(states()).toEqual(['done completed', 'done not-again', 'starting'])
  })
})

describe('schedules', () => {
  it('run once at each tick, whoever looks and however often', async () => {
    await world.publishOther(naps(daily()))
    const other = createTickTriggers(world.db, world.writer)
    await look(at + hour - 1)
    expect(states()).toEqual([])
    await Promise.all([look(at + hour), other(at + hour), look(at + hour + 1)])
    expect(all('select subject_type, subject_id, dedupe_key from runs')).toEqual([{ subject_type: 'workspace', subject_id: 'workspace', dedupe_key: 'tick:2026-03-02T09:00:00.000Z' }])
    await look(at + 25 * hour)
    expect(states()).toHaveLength(2)
  })

  it('and deadlines make one run each when two processes look over the same file at the same moment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watertight-triggers-'))
    const file = join(folder, 'watertight.db')
    const first = createWorld({ now: at, isGrouped: true, file })
    const second = openWorld(file)
    try {
      await first.publishOther(naps(daily()))
      await first.publishOther(naps(['event-trigger', { starts: 'unless', within: { amount: 1, unit: 'h' } }]))
      for (const id of ['1', '2', '3']) await first.receive({ name: id }, { id, now: at })
      const others = [createTickTriggers(second.db, second.writer), createMintOverdue(second.db, second.writer)]
      await Promise.all([look(at + hour, first), ...others.map((turn) => turn(at + hour)), look(at + hour, first)])
      expect(first.db.$client.prepare('select subject_type, count(*) as count from runs group by 1 order by 1').all()).toEqual([{ subject_type: 'lead', count: 3 }, { subject_type: 'workspace', count: 1 }])
    } finally {
      second.db.$client.close()
      first.db.$client.close()
      rmSync(folder, { recursive: true })
    }
  })

  it('that were missed: only the newest runs, late, and that is on record', async () => {
    await world.publishOther(naps(daily()))
    await look(at + 3 * 24 * hour + 2 * hour)
    expect(pluck('select dedupe_key from runs')).toEqual(['tick:2026-03-05T09:00:00.000Z'])
    expect(pluck(`select after from audit_log where action = 'schedule.late'`).map((each) => JSON.parse(String(each)) as unknown)).toEqual([{ at: '2026-03-05T09:00:00.000Z', lateMs: hour, missed: 3 }])
    expect(all('select occurred_at, received_at from events')).toEqual([{ occurred_at: Date.parse('2026-03-05T09:00:00Z'), received_at: at + 74 * hour }])
    expect(pluck('select next_at from triggers')).toEqual([Date.parse('2026-03-06T09:00:00Z')])
  })

  it('about leads start one run for each that fits, in groups, and go on after a crash where they stood', async () => {
    insertLeads(1_300)
    await world.publishOther(naps(daily({ about: 'leads', condition: { combinator: 'and', rules: [{ field: 'lead.score', operator: '=', value: 1 }] } })))
    const crashed = createTickTriggers(world.db, world.writer)
    await crashed(at + hour)
    expect(states()).toHaveLength(250)
    await look(at + hour + 60_000)
    expect(states()).toHaveLength(650)
    expect(pluck('select count(distinct subject_id) from runs')).toEqual([650])
    expect(pluck('select count(distinct event_id) from runs')).toEqual([1])
    expect(pluck('select tick from triggers')).toEqual([null])
  })

  it('about more leads than ten thousand stop there, and a person hears of it', { timeout: 240_000 }, async () => {
    insertLeads(10_200)
    await world.publishOther(naps(daily({ about: 'leads', condition: always })))
    await look(at + hour)
    expect(pluck('select count(*) from runs')).toEqual([10_000])
    expect(pluck('select kind from work_items')).toEqual(['task'])
    expect(all('select tick, next_at > ? as later from triggers', at + hour)).toEqual([{ tick: null, later: 1 }])
  })

  it('that stay as they are keep a tick that is due while the flow is published again', async () => {
    const { flowId } = await world.publishOther(naps(daily()))
    const call = await signedIn(at + hour + 500)
    expect((await call(`/api/flows/${flowId}`, { method: 'PATCH', json: { name: 'Daily, renamed' } })).status).toBe(200)
    expect((await call(`/api/flows/${flowId}/publish`, { json: { rev: 2, base: 1, note: '' } })).status).toBe(200)
    await look(at + hour + 600)
    expect(states()).toHaveLength(1)
  })

  it('run to their end for nobody in particular', async () => {
    await world.publishOther(naps(daily()))
    await look(at + hour)
    await driver.advanceTo(at + 2 * hour)
    expect(states()).toEqual(['done completed'])
  })
})

describe('a second run for the same record', () => {
  const twice = async (concurrency: FlowDocument['concurrency']) => {
    await world.publishOther(naps(['event-trigger', { event: 'deal.won' }], { concurrency }))
    await lead('1')
    await Promise.all([world.event('deal.won', {}, { id: 'a', now: at }), world.event('deal.won', {}, { id: 'b', now: at })])
    await driver.settle()
  }

  it('allow: both run', async () => {
    await twice('allow')
    expect(states()).toEqual(['waiting', 'waiting'])
  })

  it('drop: the second is kept as dropped, and another comes through once the first has ended', async () => {
    await twice('drop')
    expect(states()).toEqual(['waiting', 'done dropped'])
    await driver.advanceTo(at + hour)
    await world.event('deal.won', {}, { id: 'c', now: at + hour })
    await driver.settle()
    expect(states()).toEqual(['done completed', 'done dropped', 'waiting'])
  })

  it('queue: they run one after another, in the order in which they came', async () => {
    await twice('queue')
    await world.event('deal.won', {}, { id: 'c', now: at })
    expect(states()).toEqual(['waiting', 'queued', 'queued'])
    await driver.advanceTo(at + 6 * 60_000)
    expect(states()).toEqual(['done completed', 'waiting', 'queued'])
    await driver.advanceTo(at + hour)
    expect(states()).toEqual(['done completed', 'done completed', 'done completed'])
  })

  it('queue: a paused run keeps its place, a stopped one gives it on', async () => {
    await twice('queue')
    await world.steer('pause', at, 0)
    await driver.advanceTo(at + hour)
    expect(states()[1]).toBe('queued')
    await world.steer('cancel', at + hour, 0)
    await driver.settle()
    expect(states()).toEqual(['done cancelled', 'waiting'])
  })

  it('queue: one that waits and is stopped lets nobody past the run that is under way', async () => {
    await twice('queue')
    await world.event('deal.won', {}, { id: 'c', now: at })
    await world.steer('cancel', at, 1)
    await driver.settle()
    expect(states()).toEqual(['waiting', 'done cancelled', 'queued'])
  })

  it('replace: the first is stopped, the second runs', async () => {
    await twice('replace')
    expect(states()).toEqual(['done superseded', 'waiting'])
  })

  it('leaves other records and other flows alone', async () => {
    await twice('drop')
    await world.receive({ name: 'Other' }, { id: '2', now: at + 1_000 })
    await world.event('deal.won', {}, { id: 'd', now: at + 1_000 })
    expect(states().filter((state) => state.endsWith('dropped'))).toHaveLength(1)
  })
})

describe('by hand', () => {
  it('starts the published flow for a lead, once for a key, and says what became of it', async () => {
    const { flowId } = await world.publishOther(naps(['manual-trigger', {}], { concurrency: 'queue' }))
    const leadId = await lead('1')
    const call = await signedIn(at)
    const start = async (json: unknown, id = flowId) => {
      const answer = await call(`/api/flows/${id}/start`, { json })
      return [answer.status, ((await answer.json()) as { state?: string }).state]
    }
    // Whichever of the three is read first starts it.
    expect((await Promise.all([1, 2, 3].map(() => start({ leadId, idempotencyKey: 'k' })))).sort()).toEqual([[200, 'duplicate'], [200, 'duplicate'], [200, 'started']])
    expect(await start({ leadId, idempotencyKey: 'k2' })).toEqual([200, 'queued'])
    expect(await start({ leadId: 'nobody', idempotencyKey: 'k3' })).toEqual([404, undefined])
    expect(await start({ idempotencyKey: 'k4' })).toEqual([400, undefined])
    expect(await start({ leadId, idempotencyKey: 'k5' }, 'gone')).toEqual([404, undefined])
    expect(pluck(`select count(*) from audit_log where action = 'run.started-by-hand'`)).toEqual([2])
  })

  it('starts a flow about nothing in particular without a lead', async () => {
    const { flowId } = await world.publishOther(naps(daily()))
    const call = await signedIn(at)
    expect((await call(`/api/flows/${flowId}/start`, { json: { idempotencyKey: 'k' } })).status).toBe(200)
    expect(pluck('select subject_type from runs')).toEqual(['workspace'])
  })
})

describe('14 the triggers of a flow', () => {
  const specs = () => pluck<string>('select spec from triggers').map((spec) => JSON.parse(spec) as { event?: string }).map((spec) => spec.event)

  it('are those of its published version through drafts, names, copies, deletion and return', async () => {
    const { flowId } = await world.publishOther(naps(['event-trigger', { event: 'deal.won' }]))
    const call = await signedIn(at)
    const ok = async (path: string, init: Parameters<typeof call>[1]) => {
      const answer = await call(path, init)
      expect([200, 201]).toContain(answer.status)
      return (await answer.json()) as { id: string; rev: number; flows: { id: string; name: string; wasPublished: boolean }[] }
    }
    await ok(`/api/flows/${flowId}/draft`, { method: 'PUT', json: { document: naps(['event-trigger', { event: 'deal.lost' }]), rev: 1 } })
    expect((await ok(`/api/flows/${flowId}`, { method: 'PATCH', json: { name: 'Renamed' } })).rev).toBe(3)
    const copy = await ok(`/api/flows/${flowId}/duplicate`, { method: 'POST' })
    expect(specs()).toEqual(['deal.won'])
    expect(pluck('select name from flows where id = ?', copy.id)).toEqual(['Renamed (copy)'])

    await lead('1')
    await world.event('deal.won', {}, { id: 'a', now: at })
    await driver.settle()
    await ok(`/api/flows/${flowId}`, { method: 'DELETE' })
    expect(specs()).toEqual([])
    await world.event('deal.won', {}, { id: 'b', now: at })
    await driver.advanceTo(at + hour)
    expect(states()).toEqual(['done completed'])
    expect((await call(`/api/flows/${flowId}`)).status).toBe(404)
    expect((await ok('/api/flows/deleted', {})).flows).toMatchObject([{ id: flowId, name: 'Renamed', wasPublished: true }])

    await ok(`/api/flows/${flowId}/restore`, { method: 'POST' })
    expect(specs()).toEqual(['deal.won'])
    expect((await call(`/api/flows/${flowId}/restore`, { method: 'POST' })).status).toBe(404)
    await ok(`/api/flows/${flowId}/publish`, { json: { rev: 3, base: 1, note: '' } })
    expect(specs()).toEqual(['deal.lost'])
    await ok(`/api/flows/${flowId}/unpublish`, { method: 'POST' })
    await ok(`/api/flows/${flowId}`, { method: 'DELETE' })
    await ok(`/api/flows/${flowId}/restore`, { method: 'POST' })
    expect(specs()).toEqual([])
  })
})

describe('changes by a person', () => {
  it('go by the same way, and only to fields that can be changed', async () => {
    await world.publishOther(naps(['record-changed-trigger', { fields: ['lead.score'] }]))
    const id = await lead('1')
    const call = await signedIn(at)
    const patch = async (changes: unknown) => (await call(`/api/leads/${id}`, { method: 'PATCH', json: { changes } })).status
    expect([await patch({ 'lead.score': 3 }), await patch({ 'lead.state': 'closed' }), await patch({ 'lead.score': 'many' }), await patch({})]).toEqual([200, 400, 400, 400])
    expect(states()).toHaveLength(1)
    expect(pluck(`select actor_kind from audit_log where action = 'lead.updated'`)).toEqual(['person'])
  })
})
