import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standardHours } from '../business-time'
import type { ConsentEvent } from './consent'
import { type ContactFacts, decideTouch, type GateDecision, type TouchWish } from './decide-touch'
import { explainDecision } from './explain-gate'
import { type GateRules, standardGateRules } from './gate-rules'
import { zonesOfContact } from './zones-of-contact'

const at = (text: string) => Date.parse(text)
const minute = 60_000
// A Wednesday, 15:00 in New York, 21:00 in Berlin.
const now = at('2027-01-13T20:00:00Z')
const yes = (more: Partial<ConsentEvent> = {}): ConsentEvent => ({ channel: 'email', purpose: 'marketing', state: 'granted', at: 1, receivedAt: 1, source: 'form', ...more })
const inBerlin = zonesOfContact({ zone: 'Europe/Berlin' }, 'UTC')
const someone = (more: Partial<ContactFacts> = {}): ContactFacts => ({
  isGone: false, hasAddress: true, where: inBerlin, doNotContact: [], unwanted: [], touches: [], consents: [yes(), yes({ channel: 'sms' }), yes({ purpose: 'inquiry' }), yes({ channel: 'sms', purpose: 'inquiry' })], ...more,
})
const email: TouchWish = { channel: 'email', purpose: 'marketing' }
const sms: TouchWish = { channel: 'sms', purpose: 'marketing' }
const decide = (wish: TouchWish, facts: Partial<ContactFacts> = {}, when = now, rules: GateRules = standardGateRules) => decideTouch(wish, someone(facts), rules, standardHours, when)
const stopped = ({ verdict, checks }: GateDecision) => [verdict, ...checks.filter(({ passed }) => !passed).map(({ name }) => name)]
const heldUntil = ({ verdict, until }: GateDecision) => (verdict === 'hold' ? new Date(until ?? 0).toISOString() : verdict)
const morning = at('2027-01-13T09:00:00Z')

describe('V10–V13, X6 what forbids it for good', () => {
  it.each([
    ['known', { isGone: true }],
    ['address', { hasAddress: false }],
    ['address', { isAddressDead: true }],
    ['do-not-contact', { doNotContact: [{ channel: null, reason: 'asked by phone' }] }],
    ['do-not-contact', { doNotContact: [{ channel: 'email' as const, reason: 'bounced' }] }],
    ['consent', { consents: [] }],
    ['consent', { consents: [yes(), yes({ state: 'withdrawn', at: 2, receivedAt: 2 })] }],
    ['consent', { consents: [yes({ channel: 'sms' }), yes({ purpose: 'inquiry' })] }],
    ['preference', { unwanted: ['email' as const] }],
  ])('%s', (name, facts) => {
    expect(stopped(decide(email, facts, morning))).toEqual(['cancel', name])
  })

  it('an entry for another channel, and a channel that is not this one, forbid nothing', () => {
    expect(decide(email, { doNotContact: [{ channel: 'sms', reason: 'x' }], unwanted: ['call'] }, morning).verdict).toBe('send')
  })

  it('AH7: a contract needs no yes, and heeds a no', () => {
    const contract: TouchWish = { channel: 'email', purpose: 'contract' }
    expect(decide(contract, { consents: [] }, morning).verdict).toBe('send')
    expect(decide(contract, { consents: [yes({ state: 'withdrawn' })] }, morning).verdict).toBe('send')
    expect(stopped(decide(contract, { consents: [yes({ purpose: 'contract', state: 'withdrawn' })] }, morning))).toEqual(['cancel', 'consent'])
  })
})

describe('T5, V12 hours where the person is', () => {
  it('AW7: in Florida a text message at 20:15 waits until 8:00, though the country would allow it until 21:00', () => {
    const florida = { where: zonesOfContact({ zone: 'America/New_York', region: 'US-FL' }, 'UTC') }
    const due = at('2027-01-14T01:15:00Z')
    expect(heldUntil(decide(sms, florida, due))).toBe('2027-01-14T13:00:00.000Z')
    expect(decide(sms, { where: zonesOfContact({ zone: 'America/New_York', region: 'US-GA' }, 'UTC') }, due).verdict).toBe('send')
    expect(decide(sms, florida, at('2027-01-13T13:00:00Z')).verdict).toBe('send')
    expect(heldUntil(decide(sms, florida, at('2027-01-13T12:59:59.999Z')))).toBe('2027-01-13T13:00:00.000Z')
  })

  it('AW9: where the zone is not known only hours that all zones allow are used', () => {
    const somewhere = { where: zonesOfContact({ phoneCountry: 'US' }, 'Europe/Berlin') }
    expect(somewhere.where.zones.length).toBeGreaterThan(20)
    // 8:00 in Honolulu is 13:00 in New York.
    expect(heldUntil(decide(sms, somewhere, at('2027-01-13T13:00:00Z')))).toBe('2027-01-13T18:00:00.000Z')
    expect(decide(sms, somewhere, at('2027-01-13T18:00:00Z')).verdict).toBe('send')
    // 20:30 in New York is 15:30 in Honolulu, and still fine; 21:00 is not.
    expect(decide(sms, somewhere, at('2027-01-14T01:30:00Z')).verdict).toBe('send')
    expect(heldUntil(decide(sms, somewhere, at('2027-01-14T02:00:00Z')))).toBe('2027-01-14T18:00:00.000Z')
  })

  it('is given up where no hour fits all zones: a person must look', () => {
    const nowhere: GateRules = { ...standardGateRules, hours: [{ channels: ['sms'], from: '08:00', to: '09:00' }] }
    expect(stopped(decide(sms, { where: { zones: ['Europe/Berlin', 'America/New_York'], regions: [], from: 'phone' } }, now, nowhere))).toEqual(['cancel', 'hours'])
  })

  it('where the clocks are changed the hour is that of the clock', () => {
    const berlin = { where: inBerlin }
    // 2027-03-28: from then on 7:00 in Berlin is 5:00 UTC.
    expect(heldUntil(decide(email, berlin, at('2027-03-27T22:00:00Z')))).toBe('2027-03-28T05:00:00.000Z')
    expect(heldUntil(decide(email, berlin, at('2027-10-30T22:00:00Z')))).toBe('2027-10-31T06:00:00.000Z')
  })
})

describe('X1, X6 frequency and colleagues', () => {
  const sent = (channel: 'email' | 'sms', when: string) => ({ channel, at: at(when), by: 'flow' as const })

  it('one e-mail a day and three in seven, by the days of the person', () => {
    expect(heldUntil(decide(email, { touches: [sent('email', '2027-01-13T06:30:00Z')] }, morning))).toBe('2027-01-14T06:00:00.000Z')
    // It went out yesterday, Berlin time, though less than a day ago.
    expect(decide(email, { touches: [sent('email', '2027-01-12T22:30:00Z')] }, morning).verdict).toBe('send')
    const three = { touches: [sent('email', '2027-01-08T10:00:00Z'), sent('email', '2027-01-10T10:00:00Z'), sent('email', '2027-01-12T10:00:00Z')] }
    // The one of the 8th has fallen out on the 15th.
    expect(heldUntil(decide(email, three, morning))).toBe('2027-01-15T06:00:00.000Z')
  })

  it('two of whatever kind a day', () => {
    const two = { touches: [sent('email', '2027-01-13T06:30:00Z'), sent('sms', '2027-01-13T07:30:00Z')] }
    expect(stopped(decide(sms, two, morning))).toEqual(['hold', 'cap', 'cap'])
    // Text messages are full for the week, which holds longer than the day.
    expect(heldUntil(decide(sms, two, morning))).toBe('2027-01-20T07:00:00.000Z')
  })

  it('AW4: after a colleague’s touch three working days pass, except about a contract', () => {
    const called = { touches: [{ channel: 'call' as const, at: at('2027-01-12T15:00:00Z'), by: 'colleague' as const }] }
    // Tuesday 16:00 in Berlin and three working days of eight hours: Friday 16:00.
    expect(heldUntil(decide(email, called, morning))).toBe('2027-01-15T15:00:00.000Z')
    expect(stopped(decide(email, called, morning))).toEqual(['hold', 'colleague'])
    expect(decide({ channel: 'email', purpose: 'contract' }, called, morning).verdict).toBe('send')
    // Colleagues do not use up what flows may send.
    expect(decide(email, called, at('2027-01-15T15:00:00Z')).verdict).toBe('send')
  })

  it('AW11: who is away is written to when they are back, at a good hour, and its use counts from then; a contract does not wait', () => {
    const awayUntil = at('2027-01-25T00:00:00+01:00')
    const wish: TouchWish = { ...email, expiresAt: morning + 3 * 1_440 * minute, usefulMs: 3 * 1_440 * minute }
    expect(heldUntil(decide(wish, { awayUntil }, morning))).toBe('2027-01-25T06:00:00.000Z')
    expect(decide(wish, { awayUntil }, awayUntil + 9 * 60 * minute).verdict).toBe('send')
    expect(stopped(decide(wish, { awayUntil }, awayUntil + 4 * 1_440 * minute))).toEqual(['cancel', 'hours', 'expiry'])
    expect(stopped(decide({ ...wish, usefulMs: undefined } as TouchWish, { awayUntil }, morning))).toEqual(['cancel', 'away', 'expiry'])
    expect(decide({ channel: 'email', purpose: 'contract' }, { awayUntil }, morning).verdict).toBe('send')
  })

  it('half an hour lies between two messages of flows', () => {
    expect(heldUntil(decide(sms, { touches: [sent('email', '2027-01-13T08:50:00Z')] }, morning))).toBe('2027-01-13T09:20:00.000Z')
  })

  it('what is held beyond its use is given up, and it is said why', () => {
    const wish: TouchWish = { ...email, expiresAt: at('2027-01-13T20:00:00Z') }
    const decision = decide(wish, { touches: [sent('email', '2027-01-13T06:30:00Z')] }, morning)
    expect(stopped(decision)).toEqual(['cancel', 'cap', 'expiry'])
  })

  it('says what puts it off longest', () => {
    const say = (when: number) => new Date(when).toISOString().slice(0, 16)
    expect(explainDecision(decide(email, { consents: [] }), email, say)).toBe('Never asked about E-mail for “News and offers”')
    expect(explainDecision(decide(sms, { touches: [sent('sms', '2027-01-12T07:30:00Z'), sent('email', '2027-01-13T08:50:00Z')] }, morning), sms, say)).toBe('1 of 1 within seven days: Text message; there is room again at 2027-01-18T23:00')
    expect(explainDecision(decide(email, {}, morning), email, say)).toBeUndefined()
  })
})

describe('whatever the person and the hour', () => {
  const touch = fc.record({ channel: fc.constantFrom('email' as const, 'sms' as const, 'call' as const), by: fc.constantFrom('flow' as const, 'colleague' as const), before: fc.integer({ min: 0, max: 8 * 24 * 60 }) })
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Phoenix', 'Pacific/Honolulu')

  it('what is held until an instant may go then, unless something new happens', () => {
    fc.assert(fc.property(fc.array(touch, { maxLength: 8 }), zone, fc.integer({ min: 0, max: 365 * 24 * 60 }), fc.constantFrom(email, sms), (touches, where, minutes, wish) => {
      const when = at('2026-06-01T00:00:00Z') + minutes * minute
      const facts = { where: zonesOfContact({ zone: where }, 'UTC'), touches: touches.map(({ channel, by, before }) => ({ channel, by, at: when - before * minute })) }
      const decision = decide(wish, facts, when)
      if (decision.verdict === 'hold') expect(decide(wish, facts, decision.until).verdict).toBe('send')
      else expect(decision.verdict).toBe('send')
    }), { seed: 1, numRuns: 2_000 })
  })
})

describe('X1: people of one company', () => {
  const rules = { ...standardGateRules, peoplePerCompany: 2 }
  const others = [{ contactId: 'a', at: morning - 60 * minute }, { contactId: 'a', at: morning - 50 * minute }, { contactId: 'b', at: morning - 40 * minute }]

  it('when as many were written to today as may be, the next waits for the next day', () => {
    expect(heldUntil(decide(email, { atCompany: others }, morning, rules))).toBe('2027-01-14T06:00:00.000Z')
    expect(explainDecision(decide(email, { atCompany: others }, morning, rules), email, String)).toMatch(/^2 others of the same company were written to today/)
  })

  it('those of yesterday, one person twice, and a contract do not count', () => {
    expect(decide(email, { atCompany: others.slice(0, 2) }, morning, rules).verdict).toBe('send')
    expect(decide(email, { atCompany: others.map((each) => ({ ...each, at: each.at - 24 * 60 * minute })) }, morning, rules).verdict).toBe('send')
    expect(decide({ channel: 'email', purpose: 'contract' }, { atCompany: others }, morning, rules).verdict).toBe('send')
    expect(decide(email, { atCompany: others }, morning).verdict).toBe('send')
  })
})
