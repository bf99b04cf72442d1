import { expect, it } from 'vitest'
import { findJsonProblems } from './json-text'

const marked = (text: string) => findJsonProblems(text).map(({ from, to }) => text.slice(from, to))

it.each([
  ['{ "name": {{ lead.name | json }}, "note": "for {{ lead.name }}, \\"{{ lead.company }}\\"" }'],
  ['{ "amount": {{ lead.amount | round }} }'],
  [''],
  ['{ {% if lead.name %}"a": 1{% endif %} }'],
  ['[{{ lead.skills | json }}]'],
])('is JSON once it is filled: %s', (text) => {
  expect(findJsonProblems(text)).toEqual([])
})

it('names a field that comes without its quotes', () => {
  expect(marked('{ "name": {{ lead.name }} }')).toEqual(['{{ lead.name }}'])
})

it('names the place where it is no JSON any more, fields before it or not', () => {
  expect(marked('{ "a": {{ lead.name | json }} "b": 1 }')).toEqual(['"'])
  expect(findJsonProblems('{ "a": 1,').length).toBe(1)
})
