import { afterEach, describe, expect, it } from 'vitest'
import { createSimulationHost, type HostLimits, type SimulationHost } from '#server/simulate/live/host'
import type { ThreadInput } from '#server/simulate/live/thread-protocol'
import { until } from '#test/harness/until'
import { fallback, start } from './small-simulation'

const input: ThreadInput = {
  flow: { document: fallback }, called: [], world: { kind: 'generated', size: { reps: 2, capacity: 5 } }, seed: 1, startAt: start, people: {}, peopleRest: true, providers: {}, nodesFolder: '/nowhere/nodes',
}
const reported: unknown[] = []
let host: SimulationHost

function open(limits: Partial<HostLimits>): SimulationHost {
  reported.length = 0
  host = createSimulationHost({ limits, now: Date.now, report: (error) => reported.push(error) })
  return host
}

afterEach(() => host.endAll())

describe('threads of simulations', { timeout: 120_000 }, () => {
  it('are so many at most; one that is ended makes room', async () => {
    open({ threads: 1 })
    const first = await host.begin('ann', input)
    await expect(host.begin('bob', input)).rejects.toMatchObject({ code: 'too-many-requests' })
    await host.end('ann', first)
    expect(host.count()).toBe(0)
    await host.begin('bob', input)
    expect(host.count()).toBe(1)
  })

  it('end by themselves when nobody uses them, and say so', async () => {
    open({ idleMs: 400 })
    const id = await host.begin('ann', input)
    let isTold = false
    host.subscribe('ann', id, () => {
      isTold = true
    })
    await until('the simulation has ended', 60_000, () => host.count() === 0)
    expect(isTold).toBe(true)
    expect(() => host.view('ann', id)).toThrow(/over/)
    expect(reported).toEqual([])
  })

  it('end when they need more memory than they may have, without harm to the server', async () => {
    // Too little for the product’s own code.
    open({ heapMb: 8 })
    await expect(host.begin('ann', input)).rejects.toMatchObject({ code: 'too-large' })
    expect(host.count()).toBe(0)
  })

  it('belong to one person', async () => {
    open({})
    const id = await host.begin('ann', input)
    expect(() => host.command('bob', id, 'state', { since: 0 })).toThrow(/over/)
    expect(() => host.view('bob', id)).toThrow(/over/)
    await expect(host.end('bob', id)).rejects.toThrow(/over/)
    expect(await host.command('ann', id, 'state', { since: 0 })).toMatchObject({ clock: start })
  })

  it('are stopped while they play', async () => {
    open({})
    const id = await host.begin('ann', { ...input, peopleRest: false })
    for (let lead = 0; lead < 20; lead += 1) await host.command('ann', id, 'send-event', { type: 'lead.received', data: { name: `Lead ${lead}`, territory: 'west' } })
    await host.command('ann', id, 'play', { until: start + 300 * 86_400_000 })
    const asked = host.command('ann', id, 'totals', {}).then(() => 'answered', (error: { code: string }) => error.code)
    await host.end('ann', id)
    expect(['answered', 'not-found']).toContain(await asked)
    expect(host.count()).toBe(0)
  })
})
