import { describe, expect, it } from 'vitest'
import { type Box, chooseEntry, cornersOf, roundedPath, routeWays } from './route-ways'

const at = (x: number, y: number): Box => ({ x, y, width: 240, height: 66 })

describe('where lines run', () => {
  it.each([
    ['down', at(0, 0), at(0, 200), 'top'],
    ['down', at(0, 200), at(0, 0), 'right'],
    ['down', at(600, 200), at(0, 0), 'left'],
    ['right', at(0, 0), at(400, 0), 'left'],
    ['right', at(0, 0), at(400, 300), 'top'],
    ['right', at(0, 0), at(0, 300), 'right'],
    ['left', at(0, 0), at(-400, 300), 'top'],
    ['left', at(0, 0), at(-400, 0), 'right'],
    ['left', at(0, 300), at(0, 0), 'left'],
  ] as const)('leaves %s from %o and enters %o at the %s', (side, from, to, entry) => {
    expect(chooseEntry(side, from, to)).toBe(entry)
  })

  it('gives lines that overlap beside a column lanes of their own, and lines into one card the same lane', () => {
    const ways = routeWays([
      { id: 'a', source: 'p', target: 'x', side: 'right', from: at(0, 0), to: at(0, 400) },
      { id: 'b', source: 'q', target: 'y', side: 'right', from: at(0, 100), to: at(0, 300) },
      { id: 'c', source: 'r', target: 'x', side: 'right', from: at(0, 200), to: at(0, 400) },
    ])
    expect(ways.get('a')?.lane).toBe(ways.get('c')?.lane)
    expect(ways.get('b')?.lane).not.toBe(ways.get('a')?.lane)
  })

  it('goes round cards that stand in the way of a line to a side', () => {
    const between = at(-400, 100)
    const ways = routeWays([{ id: 'a', source: 'p', target: 'x', side: 'left', from: at(0, 100), to: at(-800, 400) }], [at(0, 100), between, at(-800, 400)])
    const via = ways.get('a')?.via ?? 0
    expect(via < between.y || via > between.y + between.height).toBe(true)
  })

  it('turns only at right angles', () => {
    const { points } = cornersOf({ x: 240, y: 30 }, 'right', { x: 240, y: 430 }, { entry: 'right', lane: 28 })
    for (const [index, point] of points.slice(1).entries()) {
      const before = points[index] ?? point
      expect(point.x === before.x || point.y === before.y).toBe(true)
    }
  })

  it('draws a path with rounded corners', () => {
    expect(roundedPath([{ x: 0, y: 0 }, { x: 0, y: 50 }, { x: 50, y: 50 }])).toBe('M0 0L0 40Q0 50 10 50L50 50')
  })
})
