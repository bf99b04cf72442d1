import { describe, expect, it } from 'vitest'
import { createRandom } from './random'

describe('seeded numbers', () => {
  it('are the same row for the same seed on every machine', () => {
    const { next } = createRandom('watertight')
    const row = Array.from({ length: 4 }, next)
    const again = createRandom('watertight')
    expect(Array.from({ length: 4 }, again.next)).toEqual(row)
    expect(row.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.374526, 0.490931, 0.079009, 0.608239])
    expect(createRandom('watertigh').next()).not.toBe(row[0])
  })

  it('spread evenly, also for seeds one apart', () => {
    const { whole } = createRandom('1')
    const counts = Array.from({ length: 10 }, () => 0)
    for (let draw = 0; draw < 20_000; draw += 1) {
      const digit = whole(0, 9)
      counts[digit] = (counts[digit] ?? 0) + 1
    }
    // 2,000 each, and five standard deviations of that.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(5 * Math.sqrt(20_000 * 0.1 * 0.9))
    const firsts = Array.from({ length: 2_000 }, (_, seed) => createRandom(String(seed)).next())
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03)
  })

  it('of one part do not move those of another', () => {
    const random = createRandom('x')
    const before = random.fork('people').next()
    for (let draw = 0; draw < 100; draw += 1) random.next()
    expect(random.fork('people').next()).toBe(before)
    expect(random.fork('providers').next()).not.toBe(before)
    expect(() => random.pick([])).toThrow(/nothing to pick/)
  })
})
