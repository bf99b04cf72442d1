import { beforeEach, describe, expect, it } from 'vitest'
import { createPresence } from './presence'

const hanna = { id: 'h', name: 'Hanna Lund' }
const jonas = { id: 'j', name: 'Jonas Weber' }
let presence: ReturnType<typeof createPresence>

beforeEach(() => {
  presence = createPresence()
})

const beat = (user: typeof hanna, page: string, now = 0, flowId = 'flow') => presence.beat({ flowId, page, user }, now)

describe('who has a flow open', () => {
  it('is told without oneself, each person once, and not across flows', () => {
    expect(beat(hanna, 'pageone1')).toEqual([])
    expect(beat(jonas, 'pagetwo1')).toEqual([{ name: 'Hanna Lund', isYou: false }])
    expect(beat(jonas, 'pagetwo2', 0, 'other')).toEqual([])
    beat(jonas, 'pagetwo3')
    expect(beat(hanna, 'pageone1')).toEqual([{ name: 'Jonas Weber', isYou: false }])
  })

  it('says so when it is oneself in another tab', () => {
    beat(hanna, 'pageone1')
    expect(beat(hanna, 'pageone2')).toEqual([{ name: 'Hanna Lund', isYou: true }])
  })

  it('ends with a goodbye, that only the page’s own person can say, or a while after the last beat', () => {
    beat(hanna, 'pageone1')
    presence.leave({ flowId: 'flow', page: 'pageone1', userId: jonas.id })
    expect(beat(jonas, 'pagetwo1')).toHaveLength(1)
    presence.leave({ flowId: 'flow', page: 'pageone1', userId: hanna.id })
    expect(beat(jonas, 'pagetwo1')).toEqual([])
    beat(hanna, 'pageone1', 1_000)
    expect(beat(jonas, 'pagetwo1', 76_000)).toHaveLength(1)
    expect(beat(jonas, 'pagetwo1', 76_001)).toEqual([])
  })

  it('does not let one person take the page of another', () => {
    beat(hanna, 'pageone1')
    expect(beat(jonas, 'pageone1')).toEqual([{ name: 'Hanna Lund', isYou: false }])
    expect(beat(hanna, 'pageone2')).toEqual([{ name: 'Hanna Lund', isYou: true }])
  })
})
