import { expect, it } from 'vitest'
import { isFurther, readSmsState } from './sms-state'

it('what comes late, twice or in another order takes nothing back', () => {
  const heard = ['sent', 'queued', 'delivered', 'delivered', 'undelivered', 'sent'] as const
  const kept = heard.reduce<(typeof heard)[number]>((known, next) => (isFurther(known, next) ? next : known), 'queued')
  expect(kept).toBe('delivered')
  expect([isFurther('undelivered', 'failed'), isFurther('failed', 'sent'), isFurther('failed', 'delivered')]).toEqual([false, false, true])
})

it('knows the words of providers, and no others', () => {
  expect(['accepted', 'sending', 'sent', 'read', 'canceled', 'toString', 'whatever'].map(readSmsState)).toEqual(['queued', 'queued', 'sent', 'delivered', 'failed', undefined, undefined])
})
