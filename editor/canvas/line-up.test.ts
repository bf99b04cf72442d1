import { describe, expect, it } from 'vitest'
import { lineUp, nextCard } from './line-up'

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 240, height: 60 })

describe('cards in line', () => {
  it('stand under one another where the topmost stands', () => {
    expect([...lineUp([box('b', 50, 200), box('a', 10, 0), box('c', -40, 330)], 'column')]).toEqual([['a', { x: 10, y: 0 }], ['b', { x: 10, y: 200 }], ['c', { x: 10, y: 330 }]])
  })

  it('stand beside one another where the leftmost stands', () => {
    expect([...lineUp([box('b', 500, 20), box('a', 0, 70)], 'row')]).toEqual([['a', { x: 0, y: 70 }], ['b', { x: 500, y: 70 }]])
  })

  it('have the same room between them, the ends staying where they are', () => {
    const placed = lineUp([box('a', 0, 3), box('b', 0, 70), box('c', 0, 303)], 'even-down')
    expect([...placed.values()].map(({ y }) => y)).toEqual([3, 150, 303])
    expect([...lineUp([box('a', 0, 0), box('b', 250, 5), box('c', 1_000, 0)], 'even-across').values()].map(({ x }) => x)).toEqual([0, 500, 1_000])
  })

  it('may be one or none', () => {
    expect(lineUp([], 'column').size).toBe(0)
    expect(lineUp([box('a', 7, 7)], 'even-down').get('a')).toEqual({ x: 7, y: 7 })
  })
})

describe('going from card to card', () => {
  const boxes = [box('top', 0, 0), box('below', 0, 130), box('right', 430, 130), box('far', 0, 520)]

  it('finds the nearest in a direction, rather straight ahead than aside', () => {
    expect([nextCard(boxes, 'top', 'down'), nextCard(boxes, 'below', 'right'), nextCard(boxes, 'below', 'down'), nextCard(boxes, 'far', 'up')]).toEqual(['below', 'right', 'far', 'below'])
  })

  it('finds nothing where nothing lies', () => {
    expect([nextCard(boxes, 'top', 'up'), nextCard(boxes, 'gone', 'up')]).toEqual([undefined, undefined])
  })
})
