import { expect, it } from 'vitest'
import { keepSame } from './keep-same'

it('keeps the object of what did not change, and takes the new one of what did', () => {
  const view = { kind: 'x' }
  const before = [{ id: 'a', position: { x: 1, y: 1 }, data: { view, open: [view] } }, { id: 'b', position: { x: 1, y: 1 }, data: { view, open: [] } }]
  const now = [{ id: 'a', position: { x: 1, y: 1 }, data: { view, open: [view] } }, { id: 'b', position: { x: 2, y: 1 }, data: { view, open: [] } }]
  const kept = keepSame(before, now)
  expect(kept[0]).toBe(before[0])
  expect(kept[1]).toBe(now[1])
})

it('keeps the whole list when nothing in it changed, and takes a new one when something went', () => {
  const before = [{ id: 'a', data: { open: [1] } }, { id: 'b', data: { open: [] } }]
  expect(keepSame(before, before.map((item) => ({ ...item, data: { ...item.data } })))).toBe(before)
  expect(keepSame(before, before.slice(0, 1))).toHaveLength(1)
})
