import { expect, it } from 'vitest'
import { textInWords } from './text-in-words'

it('names fields in words, and leaves tags out', () => {
  expect(textInWords('Hi {{ lead.name | upcase }},\n{% if lead.note %}{{ vars.size }}{% endif %} {{ outputs.call.status }}')).toBe('Hi [Lead’s name], [size] [status]')
})
