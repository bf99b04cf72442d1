import { expect, it } from 'vitest'
import { readEntry } from './read-entry'

it.each([
  ['Ada@Test.example', 'ada@test.example'], [' ada@test.example ', 'ada@test.example'], ['@Test.example', '@test.example'], ['test.example', '@test.example'], ['https://test.example/', '@test.example'],
  ['+49 30 5550 100', '+49305550100'], ['+1 (415) 555-0100', '+14155550100'],
])('%s is %s', (text, value) => expect(readEntry(text)).toBe(value))

it.each(['', 'Ada', '030 5550 100', 'a@b', 'one@test.example, two@test.example', '@', 'x'.repeat(300), '<ada@test.example>'])('“%s” names nobody', (text) => expect(readEntry(text)).toBeUndefined())
