import { expect, it, onTestFinished } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { createActivities } from '#engine/activities/create-activities'
import { wallClock } from '#engine/clock'
import { createEmailProvider } from '#server/connectors/email/send-email'
import { createRunStore } from '#server/runs/run-store'
import { startSmtpReceiver } from '#test/harness/receivers/smtp-receiver'
import { buildFlow } from './build-flow'
import { createWorld } from './world'

const mails = 200
const limits = { providerTimeoutMs: 4_000, leaseMs: 12_000, callTimeoutMs: 14_400 }

it('hundreds of mails that are due at once go one after another through a slow mail server: each at its first try, none in doubt', async () => {
  const smtp = await startSmtpReceiver()
  for (let index = 0; index < mails * 2; index += 1) smtp.fail('anybody', { kind: 'slow', ms: 120 }, 1)
  const email = createEmailProvider({ smtpUrl: smtp.url, from: 'Flows <flows@test.example>' })
  onTestFinished(async () => {
    email.close()
    await smtp.stop()
  })
  const world = createWorld({ now: Date.now(), isGrouped: true })
  await world.publish(
    buildFlow(
      { ask: ['route', { team: 'team' }], tell: ['notify', { to: ['assignee'], channels: ['email'] }], end: ['end', {}] },
      { 'ask.assigned': 'tell', 'ask.nobody': 'end', 'tell.told': 'end', 'tell.failed': 'end' },
    ),
  )
  for (let index = 0; index < mails; index += 1) await world.receive({ name: `Lead ${index}`, territory: 'west' }, { id: `event-${index}`, now: Date.now() })
  const activities = createActivities({
    store: createRunStore({ ...world, publicUrl: 'http://test.invalid' }), handlers: world.handlers, providers: { ...world.providers, email }, clock: wallClock, limits, report: (error) => {
      throw error
    },
  })
  const tell = async (runId: string): Promise<unknown> => {
    const caller = { runId, generation: 1 }
    await activities.decide({ ...caller, step: { nodeId: 'ask', visit: 1 } })
    for (;;) {
      const answer = await activities.call({ ...caller, step: { nodeId: 'tell', visit: 1 } })
      if (!('retryAt' in answer) || answer.retryAt === undefined) return answer
      await sleep(answer.retryAt - Date.now())
    }
  }
  const told = await Promise.all((world.db.$client.prepare('select id from runs').pluck().all() as string[]).map(tell))
  expect(told).toHaveLength(mails)
  for (const answer of told) expect(answer).toMatchObject({ outcome: { outlet: 'told' } })
  expect(world.db.$client.prepare('select state, attempt, count(*) as count from effects group by 1, 2').all()).toEqual([{ state: 'done', attempt: 1, count: mails }])
  expect(world.db.$client.prepare('select count(*) from work_items').pluck().get()).toBe(0)
  expect([smtp.count(), new Set(smtp.mails().map(({ messageId }) => messageId)).size]).toEqual([mails, mails])
}, 120_000)

it('what finds no place beside another message of its step goes in the same attempt, as soon as there is one', async () => {
  const world = createWorld({ now: Date.now(), isGrouped: false })
  await world.publish(
    buildFlow(
      { ask: ['route', { team: 'team' }], tell: ['notify', { to: ['assignee', 'manager'], channels: ['email'] }], end: ['end', {}] },
      { 'ask.assigned': 'tell', 'ask.nobody': 'end', 'tell.told': 'end', 'tell.failed': 'end' },
    ),
  )
  await world.receive({ name: 'Zoë', territory: 'west' }, { id: 'event', now: Date.now() })
  let atOnce = 0
  let mostAtOnce = 0
  const slow = async () => {
    atOnce += 1
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    await sleep(20)
    atOnce -= 1
    return { state: 'done' as const }
  }
  const activities = createActivities({
    store: createRunStore({ ...world, publicUrl: 'http://test.invalid' }), handlers: world.handlers, providers: { ...world.providers, email: Object.assign(slow, { atOnce: 1 }) }, clock: wallClock, limits, report: () => undefined,
  })
  const caller = { runId: world.db.$client.prepare('select id from runs').pluck().get() as string, generation: 1 }
  await activities.decide({ ...caller, step: { nodeId: 'ask', visit: 1 } })
  expect(await activities.call({ ...caller, step: { nodeId: 'tell', visit: 1 } })).toEqual({ outcome: expect.objectContaining({ outlet: 'told' }), inboxSeq: expect.any(Number) })
  expect(world.see().effects).toEqual(['tell.1 email ann done', 'tell.1 email max done'])
  expect(mostAtOnce).toBe(1)
})
