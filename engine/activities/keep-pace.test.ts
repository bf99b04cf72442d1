import { expect, it } from 'vitest'
import { gapOf } from '#nodes/revops/gate/send-pace'
import { createKeepPace } from './keep-pace'

const second = 1_000
const findRoom = async () => true

/** A clock that passes as fast as nothing happens. */
function quickClock() {
  let now = 0
  const sleepers: { at: number; wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>((wake) => void sleepers.push({ at: now + ms, wake })),
    async pass(until: number): Promise<void> {
      for (;;) {
        await new Promise(setImmediate)
        const next = sleepers.sort((a, b) => a.at - b.at).shift()
        if (!next || next.at > until) return
        now = next.at
        next.wake()
      }
    },
  }
}

it('however long the way takes, no second holds more at the provider than it allows', async () => {
  const clock = quickClock()
  const keepPace = createKeepPace(clock)
  const rate = 10
  const arrived: number[] = []
  const all = Array.from({ length: 100 }, (_each, index) =>
    keepPace('email', { turn: { sendAt: Math.ceil(index * gapOf(rate)), gapMs: gapOf(rate) }, latest: 10 * 60 * second, findRoom }, async () => {
      // A stretch in which the provider is slow, so that messages would come together at its end.
      await clock.sleep(index < 20 ? 10 : index < 40 ? 900 - (index - 20) * 45 : 10)
      arrived.push(clock.now())
    }),
  )
  await clock.pass(60 * second)
  await Promise.all(all)
  const most = arrived.map((at) => arrived.filter((each) => each > at - second && each <= at).length)
  expect([arrived.length, Math.max(...most)]).toEqual([100, rate])
  expect(Math.max(...arrived)).toBeLessThan(20 * second)
})

it('what cannot go in time or finds no room is not handed over, and the next one is', async () => {
  const clock = quickClock()
  const keepPace = createKeepPace(clock)
  const handed: string[] = []
  const turn = { sendAt: 0, gapMs: gapOf(1) }
  const all = [['a', 10_000, true], ['b', 500, true], ['no room', 10_000, false], ['c', 10_000, true]] as const
  const results = all.map(([name, latest, isRoom]) => keepPace('sms', { turn, latest, findRoom: async () => isRoom }, async () => void handed.push(name)).then(() => handed.length))
  await clock.pass(60 * second)
  await Promise.all(results)
  expect(handed).toEqual(['a', 'c'])
})
