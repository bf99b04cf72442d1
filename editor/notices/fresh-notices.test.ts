import { expect, it } from 'vitest'
import type { Notice } from '../api/notices'
import { freshNotices } from './fresh-notices'

const openedAt = 10_000_000
const notice = (id: string, more: Partial<Notice> = {}): Notice => ({ id, title: id, text: '', link: null, at: openedAt + 1, readAt: null, ...more })

it('alerts once of what came while the page is open, in the order in which it came', () => {
  const notices = [notice('c'), notice('b'), notice('read', { readAt: openedAt + 2 }), notice('just-before', { at: openedAt - 30_000 }), notice('old', { at: openedAt - 120_000 })]
  const ids = (said: string[]) => freshNotices(notices, { openedAt, said: new Set(said) }).map(({ id }) => id)
  expect(ids([])).toEqual(['just-before', 'b', 'c'])
  expect(ids(['b', 'just-before'])).toEqual(['c'])
  expect(ids(['just-before', 'b', 'c'])).toEqual([])
})
