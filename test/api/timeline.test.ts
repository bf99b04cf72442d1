import { beforeEach, describe, expect, it } from 'vitest'
import { approvals, assignments, auditLog, effects, leads, notes, runs, workItems } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* What happened to a lead, in one order. */

interface Entry {
  at: number
  key: string
  kind: string
  by: { kind: string; name: string | null; runId?: string }
  [more: string]: unknown
}

const now = Date.parse('2026-04-22T12:00:00Z')
let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let leadId: string

beforeEach(async () => {
  world = createWorld({ now, isGrouped: true })
  ;({ call } = await createTestApp(world, { now: () => now }))
  await world.receive({ name: 'Zoë', email: 'zoe@test.example', score: 10 }, { id: 'e1', now })
  leadId = world.db.select({ id: leads.id }).from(leads).get()?.id ?? ''
})

const timeline = async (query = '') => (await (await call(`/api/leads/${leadId}/timeline${query}`)).json()) as { entries: Entry[]; next: string | null }
const kinds = async (query = '') => (await timeline(query)).entries.map(({ kind, change }) => (change ? `${kind} ${change as string}` : kind))
const audit = (at: number, actor: [kind: 'person' | 'run' | 'rep' | 'system', id: string], action: string, more: { before?: unknown; after?: unknown; reason?: string } = {}) =>
  world.db.insert(auditLog).values({ at, actorKind: actor[0], actorId: actor[1], action, subjectType: 'lead', subjectId: leadId, before: more.before ?? null, after: more.after ?? null, reason: more.reason ?? null, hash: '' }).run()

function makeRun(): string {
  world.db.$client.pragma('foreign_keys = OFF')
  world.db.$client.exec(`insert into flows (id, name, failure_point, draft, rev, created_at, updated_at) values ('flow', 'Route it', '', '{}', 1, 1, 1)`)
  world.db.insert(runs).values({ id: 'run', flowId: 'flow', versionId: 'v', subjectType: 'lead', subjectId: leadId, dedupeKey: 'd', generation: 1, state: 'done', endReason: 'accepted', snapshotSeq: 0, inboxSeq: 0, startedAt: now + 1, updatedAt: now + 9, endedAt: now + 9 }).run()
  return 'run'
}

describe('the timeline of a lead', () => {
  it('tells what people, flows and the outside did in one order, newest first, with who and why', async () => {
    makeRun()
    const { db } = world
    db.insert(assignments).values({ id: 'a1', subjectType: 'lead', subjectId: leadId, repId: 'ann', runId: 'run', level: 'First level', state: 'accepted', late: true, offeredAt: now + 2, answeredAt: now + 4 }).run()
    audit(now + 2, ['run', 'run'], 'assignment.offered', { after: { assignmentId: 'a1', repId: 'ann' } })
    db.insert(effects).values({ key: 'run:notify:1:ann', runId: 'run', nodeId: 'notify', visit: 1, item: 'ann', channel: 'email', recipient: 'ann', intentKey: 'i', state: 'done', attempt: 1, createdAt: now + 3, updatedAt: now + 3 }).run()
    audit(now + 4, ['rep', 'ann'], 'assignment.accepted', { after: { assignmentId: 'a1', late: true } })
    audit(now + 5, ['run', 'run'], 'lead.updated', { before: { 'lead.score': 10 }, after: { 'lead.score': 80 } })
    db.insert(workItems).values({ id: 'task', kind: 'task', title: 'Call Zoë', detail: '', subjectType: 'lead', subjectId: leadId, runId: 'run', assigneeId: 'ann', state: 'done', dueAt: now + 99, openKey: 't', createdAt: now + 6, doneAt: now + 8, doneBy: 'ann', outcome: 'Called' }).run()
    db.insert(notes).values({ id: 'note', subjectType: 'lead', subjectId: leadId, runId: 'run', text: 'Prefers mornings', createdAt: now + 7 }).run()
    audit(now + 10, ['rep', 'ann'], 'lead.handed-over', { before: { ownerId: 'ann' }, after: { ownerId: 'bob', assignmentId: 'a1' }, reason: 'ann has handed this lead over' })

    const { entries, next } = await timeline()
    expect(next).toBeNull()
    expect(entries).toMatchObject([
      { kind: 'handed-over', from: 'ann', to: 'bob', assignmentId: 'a1', reason: 'ann has handed this lead over', by: { kind: 'rep', name: 'ann' } },
      { kind: 'run-ended', flow: 'Route it', reason: 'accepted', isFailed: false, by: { kind: 'run', name: 'Route it', runId: 'run' } },
      { kind: 'task', change: 'done', title: 'Call Zoë', outcome: 'Called', by: { kind: 'person', name: 'ann' } },
      { kind: 'note', text: 'Prefers mornings', by: { kind: 'run', runId: 'run' } },
      { kind: 'task', change: 'opened', assignee: 'ann' },
      { kind: 'changed', fields: [{ path: 'lead.score', before: 10, after: 80 }] },
      { kind: 'assignment', change: 'accepted', rep: 'ann', isLate: true },
      { kind: 'message', channel: 'email', to: 'ann', state: 'done', runId: 'run', nodeId: 'notify' },
      { kind: 'assignment', change: 'offered', rep: 'ann', level: 'First level', assignmentId: 'a1', by: { kind: 'run', name: 'Route it', runId: 'run' } },
      { kind: 'run-started', runId: 'run' },
      { kind: 'arrived' },
    ])
    expect(await kinds('?by=people')).toEqual(['handed-over', 'task done', 'assignment accepted'])
    expect(await kinds('?by=flows')).toEqual(['run-ended', 'note', 'task opened', 'changed', 'message', 'assignment offered', 'run-started'])
  })

  it('goes on from page to page without a gap or a repeat, also where much happened in one instant', async () => {
    makeRun()
    for (let index = 0; index < 30; index += 1) {
      audit(now + Math.floor(index / 12), ['system', 'x'], `thing-${index}`)
      world.db.insert(notes).values({ id: `note-${index}`, subjectType: 'lead', subjectId: leadId, runId: 'run', text: String(index), createdAt: now + 1 }).run()
    }
    const whole = (await timeline('?limit=100')).entries.map(({ key }) => key)
    expect(new Set(whole).size).toBe(63)
    const paged: string[] = []
    let cursor = ''
    for (;;) {
      const { entries, next } = await timeline(`?limit=7${cursor}`)
      paged.push(...entries.map(({ key }) => key))
      if (!next) break
      cursor = `&cursor=${next}`
    }
    expect(paged).toEqual(whole)
  })

  it('shows approvals and what is not known yet by its name', async () => {
    audit(now + 1, ['run', 'gone'], 'approval.asked', { after: { approvalId: 'x' } })
    audit(now + 2, ['person', 'gone'], 'approval.answered', { after: { answer: 'approve' }, reason: 'Fine' })
    audit(now + 3, ['system', 'x'], 'lead.weighed')
    expect((await timeline()).entries).toMatchObject([{ kind: 'other', action: 'lead.weighed' }, { kind: 'approval', change: 'answered', answer: 'approve', note: 'Fine', by: { name: null } }, { kind: 'approval', change: 'asked' }, { kind: 'arrived' }])
    expect(world.db.select().from(approvals).all()).toEqual([])
  })

  it('is refused for a lead that is not there, and for a place that nobody handed out', async () => {
    expect([(await call('/api/leads/nope')).status, (await call('/api/leads/nope/timeline')).status, (await call(`/api/leads/${leadId}/timeline?cursor=nonsense`)).status, (await call(`/api/leads/${leadId}/timeline?by=all`)).status]).toEqual([404, 404, 400, 400])
    expect(await (await call(`/api/leads/${leadId}`)).json()).toMatchObject({ lead: { id: leadId, name: 'Zoë' } })
  })

  it('knows who was given the lead by hand and is not any more', async () => {
    world.db.insert(assignments).values({ id: 'old', subjectType: 'lead', subjectId: leadId, repId: 'ann', level: 'Claimed', state: 'released', offeredAt: now, endedAt: now + 5, endedFor: 'handed-over' }).run()
    world.db.insert(assignments).values({ id: 'new', subjectType: 'lead', subjectId: leadId, repId: 'bob', level: 'Instead of ann', state: 'accepted', offeredAt: now + 5 }).run()
    const { assignments: given } = (await (await call(`/api/assignments?lead=${leadId}`)).json()) as { assignments: { id: string }[] }
    expect(given.map(({ id }) => id)).toEqual(['old', 'new'])
  })
})
