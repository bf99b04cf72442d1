import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { noSequence } from '#engine/graph/sequence'
import { events } from '#server/db/schema'
import { createSimulation } from '#server/simulate/create-simulation'
import { buildFlow, minutes, startedBy } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* Conflicts: found, told of, settled and counted. */

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let simulation: ReturnType<typeof createSimulation>
// The beginning of an hour: what happens within some minutes of it is on one day.
const now = Math.floor(Date.now() / 3_600_000 - 3) * 3_600_000
const end = ['end', { reason: 'completed' }] as [string, Record<string, unknown>]

interface Page {
  rows: { id: string; kind: string; state: string; outcome: string | null; contact: string; flow: string; otherFlow: string; leadId: string }[]
  cursor: string | null
  figures: Record<string, number>
}

beforeEach(async () => {
  world = createWorld({ now, isGrouped: false })
  ;({ call } = await createTestApp(world))
  simulation = createSimulation({ ...world, startAt: now, report: (error) => { throw error } })
  const waits = (name: string, priority: 3 | 5) => ({ ...buildFlow({ wait: ['wait', { duration: minutes(60) }], done: end }, { 'wait.done': 'done' }), name, sequence: { ...noSequence, group: 'letters', priority } })
  await world.publishOther(waits('Slow', 5))
  await world.publishOther(startedBy('event-trigger', waits('Urgent', 3), { event: 'form.submitted' }))
  await world.receive({ name: 'Ada', email: 'ada@test.example' }, { id: 'one', now })
  await simulation.settle()
  await world.event('form.submitted', {}, { id: 'form', now })
  await simulation.settle()
})

const list = async (query = '') => (await (await call(`/api/conflicts${query}`)).json()) as Page

describe('X4, X5: conflicts', () => {
  it('are listed with who gave way to whom, and flows hear of each once', async () => {
    const { rows, figures } = await list()
    expect(rows).toMatchObject([{ kind: 'flows', state: 'open', contact: 'Ada', flow: 'Slow', otherFlow: 'Urgent' }])
    expect(figures).toMatchObject({ found: 1, open: 1, resolved: 0, delivered: 0, peopleInConflict: 0 })
    await simulation.advanceTo(now + 600_000)
    const heard = world.db.select({ data: events.data, subjectId: events.subjectId }).from(events).where(eq(events.type, 'conflict.detected')).all()
    expect(heard).toMatchObject([{ subjectId: rows[0]?.leadId, data: { kind: 'flows', action: 'paused', flow: 'Slow', otherFlow: 'Urgent' } }])
  })

  it('are settled when the one that gave way goes on, and found by kind and state', async () => {
    await simulation.advanceTo(now + 90 * 60_000)
    expect((await list('?state=resolved&kind=flows')).rows).toMatchObject([{ outcome: 'resumed' }])
    expect((await list('?state=open')).rows).toEqual([])
    expect((await list('?kind=nonsense')).rows).toBeUndefined()
  })

  it('X1: two colleagues who reach one person on one day are told of, once; the same one twice is none', async () => {
    for (const [index, by] of ['ann', 'ann', 'bob'].entries()) await world.event('call.logged', { by }, { id: `call-${index}`, now: now + index * 60_000 })
    await world.event('call.logged', { by: 'bob' }, { id: 'call-2', now: now + 180_000 })
    expect((await list('?kind=colleagues')).rows).toMatchObject([{ state: 'delivered', contact: 'Ada' }])
    expect((await list()).figures).toMatchObject({ delivered: 1, peopleInConflict: 1 })
    await simulation.advanceTo(now + 600_000)
    expect(world.db.select({ data: events.data }).from(events).where(eq(events.type, 'conflict.detected')).all().map(({ data }) => data.kind)).toEqual(['flows', 'colleagues'])
  })
})
