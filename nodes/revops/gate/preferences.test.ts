import { expect, it } from 'vitest'
import { type ConsentEvent, isAllowed } from './consent'
import { allPreferences, changedPreferences, preferenceWord } from './preferences'

it('only what is chosen otherwise than it was shown is a change', () => {
  const shown = new Map([['email.marketing', true], ['email.inquiry', true], ['sms.marketing', false], ['call.inquiry', false]])
  expect(changedPreferences(shown, new Set(['email.inquiry', 'sms.marketing']))).toEqual([
    { channel: 'email', purpose: 'marketing', isYes: false },
    { channel: 'sms', purpose: 'marketing', isYes: true },
  ])
})

it('what a form did not show, or nobody knows, is never changed by it', () => {
  expect(changedPreferences(new Map(), new Set(['email.marketing']))).toEqual([])
  expect(changedPreferences(new Map([['fax.marketing', false]]), new Set(['fax.marketing']))).toEqual([])
})

it('there is one for each way and purpose', () => expect(new Set(allPreferences.map(preferenceWord)).size).toBe(9))

it('what a contract makes necessary is allowed until somebody says no, anything else only after a yes', () => {
  const said = (state: ConsentEvent['state'], purpose: ConsentEvent['purpose']): ConsentEvent => ({ channel: 'email', purpose, state, at: 1, receivedAt: 1, source: 'form' })
  expect([isAllowed([], 'email', 'contract'), isAllowed([], 'email', 'marketing'), isAllowed([said('granted', 'marketing')], 'email', 'marketing'), isAllowed([said('withdrawn', 'contract')], 'email', 'contract')]).toEqual([true, false, true, false])
})
