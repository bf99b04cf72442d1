import { expect, it } from 'vitest'
import { maskText, textsIn } from './mask-text'

it.each([
  ['whsec_C2FVsBQIhrscChlQIMV+b5sSYywob7oD', '…'],
  ['Authorization: Bearer eyJhbGciOi.J9', '…'],
  ['slack xoxb-123-abc', 'slack …'],
  ['https://hooks.slack.com/services/T0/B0/xyz', 'https://…'],
  ['open http://here.example/a/abcDEF123.xyz now', 'open http://here.example… now'],
  ['password=hunter2, then', '…, then'],
  ['{"apiKey":"12345"}', '{"…"}'],
  ['ask ada@lovelace.example', 'ask …'],
  ['call +49 30 1234567', 'call …'],
  ['key 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', 'key …'],
  ['Grade 12 of 100, west', 'Grade 12 of 100, west'],
])('covers “%s”', (text, masked) => {
  expect(maskText(text)).toBe(masked)
})

it('covers what it is told, but not short words', () => {
  expect(maskText('Ada Lovelace of Acme is in NY', textsIn({ lead: { name: 'Ada Lovelace', company: 'Acme', state: 'NY', tags: ['Ada'] } }))).toBe('… of … is in NY')
})
