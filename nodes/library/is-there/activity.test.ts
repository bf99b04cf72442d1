import { describe, expect, it } from 'vitest'
import { standardHours } from '../../revops/business-time'
import type { Candidate } from '../../revops/candidate'
import { candidate } from '../../revops/testing/candidate'
import { fakeServices } from '../../sdk/testing/fake-services'
import { stepContext } from '../../sdk/testing/step-context'
import { runIsThere } from './activity'

// A Wednesday.
const atTen = Date.parse('2026-11-18T09:00:00Z')
const atNight = Date.parse('2026-11-18T22:00:00Z')

function ask(who: 'owner' | 'workspace', now: number, person?: Partial<Candidate>) {
  const owner = person && candidate('ann', person)
  const { services } = fakeServices({
    calendar: { businessHours: () => standardHours }, roster: { candidate: () => owner },
    assignments: { live: () => owner && { id: 'a', repId: owner.id, repName: owner.name, level: 'Test', state: 'accepted' } },
  })
  return runIsThere(stepContext({ who }, {}, { now }), services)
}

describe('whether somebody is there', () => {
  it('says yes for an owner who is signed on within their working time', () => {
    expect(ask('owner', atTen, { zone: 'Europe/Berlin', presence: 'online' }).outlet).toBe('there')
  })
  it.each([
    ['nobody has the lead', atTen, undefined, 'nobody'],
    ['they are signed off', atTen, { zone: 'Europe/Berlin', presence: 'offline' }, 'offline'],
    ['they are away', atTen, { zone: 'Europe/Berlin', presence: 'online', awayUntil: atTen + 1 }, 'away'],
    ['it is night where they are', atTen, { zone: 'America/Los_Angeles', presence: 'online' }, 'closed'],
  ] as const)('says no when %s', (_words, now, person, why) => {
    expect(ask('owner', now, person)).toMatchObject({ outlet: 'away', reason: { why } })
  })
  it('asks of the workspace only whether it is working time', () => {
    expect([ask('workspace', atTen).outlet, ask('workspace', atNight).outlet]).toEqual(['there', 'away'])
  })
})
