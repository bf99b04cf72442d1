import { expect, it } from 'vitest'
import { smsParts } from './sms-parts'

it.each<[string, string, number]>([
  ['nothing', '', 0],
  ['160 letters', 'a'.repeat(160), 1],
  ['161 letters', 'a'.repeat(161), 2],
  ['306 letters', 'ä'.repeat(306), 2],
  ['307 letters', 'ä'.repeat(307), 3],
  ['80 euro signs, which count twice', '€'.repeat(80), 1],
  ['81 euro signs', '€'.repeat(81), 2],
  ['70 letters with one of another alphabet', `ş${'a'.repeat(69)}`, 1],
  ['71 letters with one of another alphabet', `ş${'a'.repeat(70)}`, 2],
  ['35 emoji, of two units each', '😀'.repeat(35), 1],
  ['36 emoji', '😀'.repeat(36), 2],
])('%s', (_, text, parts) => {
  expect(smsParts(text)).toBe(parts)
})
