import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import type { Driver } from '#test/conformance/drivers/driver'
import { startSimulatorDriver } from '#test/conformance/drivers/simulator-driver'
import { createTestApp } from '#test/harness/app/create-test-app'
import { approvals, auditLog, reps, runSteps, workItems } from '../db/schema'
import type { SessionUser } from '../people/find-session'
import { answerApproval, type ApprovalStanding } from './answer-approval'

const minute = 60_000
let driver: Driver
let now: number

beforeEach(async () => {
  driver = await startSimulatorDriver(Date.now())
  now = await driver.now()
})
afterEach(() => driver.stop())

const user = (id: string, role: SessionUser['role'] = 'rep'): SessionUser => ({ id: `user-${id}`, name: id.toUpperCase(), email: `${id}@test.example`, role })

/** A flow that asks, with an end for each way, and a lead in it. */
async function ask(params: Record<string, unknown>): Promise<void> {
  await driver.world.publish(
    buildFlow(
      { ok: ['approval', { who: 'people', people: ['ann', 'bob', 'cem'], window: minutes(60), title: 'Sign {{ lead.name }}?', ...params }], yes: ['end', { reason: 'accepted' }], no: ['end', { reason: 'rejected' }], late: ['end', { reason: 'queued' }] },
      { 'ok.approved': 'yes', 'ok.rejected': 'no', 'ok.timedOut': 'late' },
    ),
  )
  await driver.world.receive({ name: 'Zoë', territory: 'west' }, { id: 'e1', now })
  await driver.settle()
}

const items = (state = 'open') => driver.world.db.select().from(workItems).where(eq(workItems.state, state as 'open')).all().filter((item) => item.kind === 'approval')
const itemOf = (repId: string) => driver.world.db.select().from(workItems).where(eq(workItems.assigneeId, repId)).get()?.id ?? ''
const answer = (repId: string, given: 'approve' | 'reject', by = user(repId), note?: string): Promise<ApprovalStanding> =>
  driver.world.writer.write((tx) => answerApproval(tx, { itemId: itemOf(repId), answer: given, user: by, ...(note && { note }) }, now))
const ended = () => {
  const { state, endReason, steps } = driver.world.see()
  return [state, endReason, steps[0]]
}

describe('a decision', () => {
  it('is a yes once enough have agreed, and the rest is not asked any more', async () => {
    await ask({ need: 'number', count: 2 })
    expect(items().map((item) => [item.title, item.assigneeId])).toEqual([['Sign Zoë?', 'ann'], ['Sign Zoë?', 'bob'], ['Sign Zoë?', 'cem']])
    expect(await answer('ann', 'approve', undefined, 'Fine by me')).toEqual({ state: 'open', missing: 1 })
    await driver.settle()
    expect(driver.world.see().state).toBe('waiting')

    expect(await answer('cem', 'approve')).toEqual({ state: 'approved', missing: 0 })
    await driver.settle()
    expect(ended()).toEqual(['done', 'accepted', 'ok.1 → approved'])
    expect(items()).toEqual([])
    expect(items('dropped').map((item) => [item.assigneeId, item.outcome])).toEqual([['bob', 'Approved already']])
    expect(driver.world.db.select().from(runSteps).where(eq(runSteps.nodeId, 'ok')).get()?.output).toEqual({ approvedBy: ['ann', 'cem'], rejectedBy: [], notes: [{ by: 'ann', note: 'Fine by me' }] })
  })

  it('is a no as soon as a yes cannot be reached any more', async () => {
    await ask({ need: 'number', count: 2 })
    expect(await answer('ann', 'reject')).toEqual({ state: 'open', missing: 2 })
    expect(await answer('bob', 'reject')).toEqual({ state: 'rejected', missing: 0 })
    await driver.settle()
    expect(ended()).toEqual(['done', 'rejected', 'ok.1 → rejected'])
  })

  it.each<[string, 'approve' | 'reject', string]>([['one', 'approve', 'approved'], ['all', 'reject', 'rejected']])('of %s is made by the first that says %s', async (need, given, decision) => {
    await ask({ need })
    expect((await answer('bob', given)).state).toBe(decision)
  })

  it('of one needs a no of everybody', async () => {
    await ask({ need: 'one' })
    expect([(await answer('ann', 'reject')).state, (await answer('bob', 'reject')).state, (await answer('cem', 'reject')).state]).toEqual(['open', 'open', 'rejected'])
  })

  it('is made once, however many answer at the same moment, and later answers get it', async () => {
    await ask({ need: 'number', count: 2 })
    const standings = await Promise.all([answer('ann', 'approve'), answer('bob', 'approve'), answer('cem', 'reject'), answer('ann', 'reject')])
    expect(standings.map((each) => each.state)).toEqual(['open', 'approved', 'approved', 'approved'])
    await driver.settle()
    expect(ended()).toEqual(['done', 'accepted', 'ok.1 → approved'])
    expect(driver.world.db.select().from(auditLog).where(eq(auditLog.action, 'approval.decided')).all()).toHaveLength(1)
    expect(driver.world.db.select().from(auditLog).where(eq(auditLog.action, 'approval.answered')).all()).toHaveLength(2)
  })

  it('of a person who answers twice stays as it was first said', async () => {
    await ask({ need: 'number', count: 2 })
    await answer('ann', 'reject')
    expect(await answer('ann', 'approve')).toEqual({ state: 'open', missing: 2 })
    expect((await answer('bob', 'approve')).state).toBe('open')
    expect((await answer('cem', 'approve')).state).toBe('approved')
  })

  it('that does not come in time takes the questions back', async () => {
    await ask({})
    await driver.advanceTo(now + 61 * minute)
    expect(ended()).toEqual(['done', 'queued', 'ok.1 → timedOut'])
    expect([items(), driver.world.db.select().from(approvals).get()?.state]).toEqual([[], 'closed'])
    expect(await answer('ann', 'approve')).toEqual({ state: 'closed', missing: 0 })
    expect(driver.world.see().endReason).toBe('queued')
  })

  it('is not taken any more once the run has been stopped', async () => {
    await ask({})
    await driver.world.steer('cancel', now)
    await driver.settle()
    const { call } = await createTestApp(driver.world)
    expect(((await (await call('/api/work')).json()) as { items: { kind: string }[] }).items.filter((item) => item.kind === 'approval')).toEqual([])
    expect(await answer('ann', 'approve')).toEqual({ state: 'closed', missing: 0 })
    expect(items()).toEqual([])
  })
})

describe('who may answer', () => {
  it('only the person asked, and the others are told who that is', async () => {
    await ask({})
    await expect(answer('ann', 'approve', user('bob'))).rejects.toMatchObject({ code: 'not-allowed', message: 'ann is asked, not you. Only ann or somebody of revenue operations can answer.' })
    await expect(answer('ann', 'approve', user('eve', 'manager'))).rejects.toMatchObject({ code: 'not-allowed' })
    expect(driver.world.see().state).toBe('waiting')
  })

  it('once a rep is linked to a user, e-mail alone is not enough', async () => {
    await ask({})
    driver.world.db.update(reps).set({ userId: 'user-real' }).where(eq(reps.id, 'ann')).run()
    await expect(answer('ann', 'approve', user('ann'))).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await answer('ann', 'approve', { ...user('other'), id: 'user-real' })).state).toBe('approved')
  })

  it('nobody who has left', async () => {
    await ask({})
    driver.world.db.update(reps).set({ active: false }).where(eq(reps.id, 'ann')).run()
    await expect(answer('ann', 'approve')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('an owner of the workspace, and it is written down as theirs', async () => {
    await ask({})
    expect((await answer('ann', 'approve', user('boss', 'ops'))).state).toBe('approved')
    expect(driver.world.db.select().from(workItems).where(eq(workItems.id, itemOf('ann'))).get()).toMatchObject({ outcome: 'Approved by BOSS for ann', doneBy: 'user-boss' })
    expect(driver.world.db.select().from(auditLog).where(eq(auditLog.action, 'approval.answered')).get()).toMatchObject({ actorId: 'user-boss', after: { for: 'ann', onBehalf: true } })
  })
})

describe('over HTTP', () => {
  it('shows how it stands, takes an answer with a note, and refuses the other ways to end it', async () => {
    await ask({ need: 'number', count: 2 })
    const { call } = await createTestApp(driver.world, { now: () => now })
    const list = (await (await call('/api/work')).json()) as { items: { id: string; kind: string; approval: unknown }[] }
    expect(list.items.find((item) => item.id === itemOf('ann'))).toMatchObject({
      kind: 'approval', approval: { need: 2, mayAnswer: 'other', people: [{ name: 'ann', answer: null }, { name: 'bob', answer: null }, { name: 'cem', answer: null }] },
    })
    expect((await call(`/api/work/${itemOf('ann')}/done`, { json: {} })).status).toBe(400)
    expect((await call(`/api/work/${itemOf('ann')}/claim`, { json: { repId: 'ann' } })).status).toBe(404)
    expect((await call(`/api/work/${itemOf('ann')}/approve`, { json: { answer: 'maybe' } })).status).toBe(400)
    expect((await call('/api/work/nothing/approve', { json: { answer: 'approve' } })).status).toBe(404)
    const answered = await call(`/api/work/${itemOf('ann')}/approve`, { json: { answer: 'approve', note: 'ok' } })
    expect([answered.status, await answered.json()]).toEqual([200, { state: 'open', missing: 1 }])
  })
})

describe('whom to ask', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['nobody owns the lead', { who: 'owner' }, 'failed: nobody-to-ask'],
    ['fewer than must agree', { who: 'watchers', watchersOf: 'queue', need: 'number', count: 2 }, 'failed: too-few-to-ask'],
  ])('%s: the step fails and asks nobody', async (_, params, step) => {
    await ask(params)
    expect([driver.world.see().steps[0], items()]).toEqual([`ok.1 → ${step}`, []])
  })

  it('the watchers of a queue', async () => {
    await ask({ who: 'watchers', watchersOf: 'queue' })
    expect(items().map((item) => item.assigneeId)).toEqual(['max'])
  })
})
