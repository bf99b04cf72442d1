import { describe, expect, it } from 'vitest'
import { buildFlow } from '#test/conformance/build-flow'
import { only, playSmall, start } from './small-simulation'

const unknownOf = ({ messages }: { messages: { channel: string; state: string; count: number }[] }, channel: string) =>
  messages.find((each) => each.channel === channel && each.state === 'unknown')?.count ?? 0

describe('failing providers', () => {
  it('a message that was taken without an answer is visible as unknown, put before a person, and reaches its reader', async () => {
    const { simulation, entries } = await playSmall({ leads: 20, providers: { email: [{ timesOutAfterAccept: 1 }] } })
    const totals = simulation.totals()
    expect(unknownOf(totals, 'email')).toBeGreaterThan(0)
    expect(totals.unknown).toBe(unknownOf(totals, 'email'))
    expect(totals.openWork['effect-unknown']).toBe(totals.unknown)
    expect(only(entries, 'effect').filter(({ channel, state }) => channel === 'email' && state === 'done')).toEqual([])
    expect(only(entries, 'answer').length).toBeGreaterThan(0)
    simulation.close()
  })

  it('nobody answers what has not reached them', async () => {
    const document = buildFlow(
      { ask: ['route', { team: '' }], tell: ['notify', { to: ['assignee'], channels: ['email'] }], hold: ['await-ack', { window: { amount: 20, unit: 'min' } }], yes: ['end', { reason: 'accepted' }], no: ['end', { reason: 'rejected' }] },
      { 'ask.assigned': 'tell', 'ask.nobody': 'no', 'tell.told': 'hold', 'tell.failed': 'no', 'hold.acknowledged': 'yes', 'hold.timedOut': 'no', 'hold.passedOn': 'no' },
    )
    const people = { everybody: { haveIt: 1, passOn: 0, withinMinutes: 5, hours: 'always' as const } }
    const fine = await playSmall({ flow: { document }, people })
    const broken = await playSmall({ flow: { document }, people, providers: { email: [{ fails: 1 }] } })
    expect(fine.simulation.totals().ends.accepted).toBeGreaterThan(30)
    expect(broken.simulation.totals().ends.accepted).toBeUndefined()
    expect(only(broken.entries, 'answer')).toEqual([])
    for (const { simulation } of [fine, broken]) simulation.close()
  })

  it('a channel that is down for a while gets its messages afterwards, once each', async () => {
    const until = start + 5 * 3_600_000
    const { simulation, entries } = await playSmall({ leads: 15, days: 1, providers: { webhook: [{ down: true, until: new Date(until).toISOString() }] } })
    const hooks = only(entries, 'effect').filter(({ channel }) => channel === 'webhook')
    const done = hooks.filter(({ state }) => state === 'done')
    expect(hooks.some(({ state, at }) => state === 'claimed' && at < until)).toBe(true)
    expect(done.length).toBeGreaterThan(0)
    expect(done.every(({ at }) => at >= until)).toBe(true)
    expect(new Set(done.map(({ runId, nodeId, visit, recipient }) => `${runId}:${nodeId}:${visit}:${recipient}`)).size).toBe(done.length)
    simulation.close()
  })

  it('takes virtual time, and after the provider’s limit it is not known what became of the message', async () => {
    const slow = await playSmall({ leads: 5, days: 1, providers: { email: [{ seconds: 4 }] } })
    const mails = only(slow.entries, 'effect').filter(({ channel, nodeId }) => channel === 'email' && nodeId === 'tell-first')
    const begun = mails.find(({ state }) => state === 'sending')
    const settled = mails.find(({ state, runId }) => state === 'done' && runId === begun?.runId)
    expect((settled?.at ?? 0) - (begun?.at ?? 0)).toBe(4_000)
    const tooSlow = await playSmall({ leads: 5, days: 1, providers: { email: [{ seconds: 60 }] } })
    expect(unknownOf(tooSlow.simulation.totals(), 'email')).toBeGreaterThan(0)
    for (const { simulation } of [slow, tooSlow]) simulation.close()
  })
})
