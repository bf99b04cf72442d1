import { describe, expect, it } from 'vitest'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { only, playSmall } from './small-simulation'

const end = ['end', { reason: 'completed' }] as [string, Record<string, unknown>]

describe('flows that name what only their workspace has', () => {
  it('run in a world that is made for them: people, queues, teams, connections', async () => {
    const document = buildFlow(
      {
        ask: ['route', { team: '01HZXTEAM' }],
        may: ['approval', { who: 'people', people: ['01HZXPERSON'], window: minutes(600) }],
        call: ['http-request', { url: 'https://crm.example/leads', connection: '01HZXCONNECTION', body: '{}' }],
        put: ['queue', { queue: '01HZXQUEUE' }],
        done: end,
      },
      {
        'ask.assigned': 'may', 'ask.nobody': 'put', 'may.approved': 'call', 'may.rejected': 'put', 'may.timedOut': 'put', 'call.done': 'put', 'call.refused': 'put', 'call.failed': 'put', 'put.queued': 'done',
      },
    )
    const { simulation, entries } = await playSmall({ leads: 8, days: 1, flow: { document }, people: { everybody: { approves: 1, rejects: 0, hours: 'always', decidesWithinMinutes: 5 } } })
    expect(only(entries, 'step').filter(({ nodeId, outlet }) => nodeId === 'call' && outlet === 'done').length).toBeGreaterThan(3)
    expect(new Set(only(entries, 'answer').filter(({ act }) => act === 'approve').map(({ personId }) => personId))).toEqual(new Set(['01HZXPERSON']))
    expect(simulation.totals().leaks.count).toBe(0)
    expect(simulation.trace.bugs).toEqual([])
    simulation.close()
  })

  it('listen to the source that they name', async () => {
    const flow = buildFlow({ done: end }, {})
    const document = { ...flow, nodes: flow.nodes.map((node) => (node.id === 'in' ? { ...node, type: 'webhook-trigger', params: { source: '01HZXSOURCE' } } : node)) }
    const { simulation } = await playSmall({ leads: 5, days: 1, flow: { document } })
    const { leads, runs } = simulation.totals()
    expect(runs).toBe(leads)
    simulation.close()
  })

  it('start other flows, split and join', async () => {
    const child = buildFlow({ nap: ['wait', { duration: minutes(5) }], done: end }, { 'nap.done': 'done' })
    const document = buildFlow(
      {
        both: ['fork'],
        sub: ['sub-flow', { flow: '01HZXCHILD', limit: minutes(60) }], nap: ['wait', { duration: minutes(20) }],
        meet: ['join', {}], done: end,
      },
      { 'both.a': 'sub', 'both.b': 'nap', 'sub.done': 'meet', 'sub.failed': 'meet', 'sub.timedOut': 'meet', 'nap.done': 'meet', 'meet.done': 'done', 'meet.incomplete': 'done' },
    )
    const { simulation, entries } = await playSmall({ leads: 4, days: 1, flow: { document }, called: [{ id: '01HZXCHILD', document: child }] })
    const { leads, runs, ends } = simulation.totals()
    expect([runs, ends]).toEqual([leads * 2, { completed: leads * 2 }])
    expect(only(entries, 'step').filter(({ nodeId, outlet }) => nodeId === 'meet' && outlet === 'done')).toHaveLength(leads)
    simulation.close()
  })

  it('start at set times and when something does not follow, at the very instant', async () => {
    const flow = buildFlow({ done: end }, {})
    const daily = { ...flow, nodes: flow.nodes.map((node) => (node.id === 'in' ? { ...node, type: 'schedule-trigger', params: { about: 'once', schedule: { weekdays: [1, 2, 3, 4, 5], time: '09:00', zone: 'Europe/Berlin' } } } : node)) }
    const { simulation } = await playSmall({ leads: 2, days: 3, flow: { document: daily } })
    const startedAt = simulation.world.db.$client.prepare('select started_at from runs order by started_at').pluck().all() as number[]
    // Monday is from 7 o'clock UTC on, an hour before nine in Berlin.
    expect(startedAt.map((at) => new Date(at).toISOString())).toEqual(['2027-01-04T08:00:00.000Z', '2027-01-05T08:00:00.000Z', '2027-01-06T08:00:00.000Z', '2027-01-07T08:00:00.000Z', '2027-01-08T08:00:00.000Z'].slice(0, startedAt.length))
    expect(startedAt.length).toBe(4)
    simulation.close()

    const late = { ...flow, nodes: flow.nodes.map((node) => (node.id === 'in' ? { ...node, params: { event: 'lead.received', starts: 'unless', unless: 'meeting.booked', within: minutes(90) } } : node)) }
    const again = await playSmall({ leads: 3, days: 1, flow: { document: late } })
    const waited = again.simulation.world.db.$client.prepare('select runs.started_at - leads.received_at from runs join leads on leads.id = runs.subject_id').pluck().all()
    expect(waited.length).toBeGreaterThan(1)
    expect(new Set(waited)).toEqual(new Set([90 * 60_000]))
    again.simulation.close()
  })

  it('start when nothing is heard of a lead, and once events have settled, at the very instant', async () => {
    const flow = buildFlow({ done: end }, {})
    const startedBy = (type: string, params: Record<string, unknown>) => ({ ...flow, nodes: flow.nodes.map((node) => (node.id === 'in' ? { ...node, type, params } : node)) })
    const waits = async (type: string, params: Record<string, unknown>) => {
      const { simulation } = await playSmall({ leads: 3, days: 1, flow: { document: startedBy(type, params) } })
      const waited = simulation.world.db.$client.prepare('select runs.started_at - leads.received_at from runs join leads on leads.id = runs.subject_id').pluck().all()
      simulation.close()
      return waited
    }
    const silent = await waits('silence-trigger', { events: [{ type: 'email.replied' }], after: minutes(90) })
    expect(silent.length).toBeGreaterThan(1)
    expect(new Set(silent)).toEqual(new Set([90 * 60_000]))
    expect(new Set(await waits('event-trigger', { settle: 'quiet', settleFor: minutes(2) }))).toEqual(new Set([120_000]))
  })
})
