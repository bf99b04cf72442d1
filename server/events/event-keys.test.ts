import { describe, expect, it } from 'vitest'
import { eventKeyFor, eventKeysOf, readEventKey } from './event-keys'

const subject = { type: 'lead', id: '01J' }

describe('keys of events', () => {
  it('an event answers the keys of its subject and of each field that holds one value', () => {
    const keys = eventKeysOf({ type: 'call.logged', subject, data: { callId: 'C-1', nested: { minutes: 3, ok: true }, list: ['a'], nothing: null } })
    expect(keys).toEqual([
      eventKeyFor('call.logged', { subject }),
      eventKeyFor('call.logged', { field: 'callId', value: 'C-1' }),
      eventKeyFor('call.logged', { field: 'nested.minutes', value: '3' }),
      eventKeyFor('call.logged', { field: 'nested.ok', value: 'true' }),
    ])
  })

  it('hold no personal data, and compare as conditions do', () => {
    const key = eventKeyFor('email.replied', { field: 'from', value: ' ZOË@Test.example ' })
    expect(key).toMatch(/^event:email\.replied:from=[0-9a-f]{24}$/)
    expect(key).toBe(eventKeyFor('email.replied', { field: 'from', value: 'zoë@test.example' }))
  })

  it('look at sixty fields and no more', () => {
    const data = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, index]))
    expect(eventKeysOf({ type: 'a.b', subject: null, data })).toHaveLength(60)
  })

  it('say what they are about', () => {
    expect(readEventKey(eventKeyFor('a.b', { subject }))).toEqual({ type: 'a.b', subjectId: '01J' })
    expect(readEventKey(eventKeyFor('a.b', { field: 'x:y', value: '1' }))).toEqual({ type: 'a.b' })
    expect(readEventKey('run:01J')).toBeUndefined()
  })
})
