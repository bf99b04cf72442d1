import { describe, expect, it } from 'vitest'
import { smsKeyword } from './sms-keyword'
import { withStopHint } from './stop-hint'

describe('what an arriving text message says about being written to', () => {
  it.each(['STOP', 'stop', ' Stop. ', 'StopAll', 'unsubscribe', 'CANCEL', 'end', 'Quit!', 'stopp'])('%s is a no', (text) => expect(smsKeyword(text)).toBe('stop'))
  it.each(['START', 'unstop'])('%s is a yes', (text) => expect(smsKeyword(text)).toBe('start'))
  it('“yes” may be one', () => expect(smsKeyword('Yes')).toBe('yes'))
  it.each(['', 'Stop by tomorrow?', 'yes please', 'In the end I will', 'Please stop'])('“%s” is a reply', (text) => expect(smsKeyword(text)).toBeUndefined())
})

it('the first message says how to say no, unless its text does', () => {
  expect(withStopHint('Hello')).toBe('Hello\nReply STOP to stop.')
  expect(withStopHint('Hallo. Mit STOP endet das.')).toBe('Hallo. Mit STOP endet das.')
  expect(withStopHint('When do you stop work?')).toContain('Reply STOP')
})
