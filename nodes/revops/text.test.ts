import { expect, it } from 'vitest'
import { renderMarked, renderText } from './text'

it('fills fields and leaves missing ones empty', () => {
  expect(renderText('Hi {{ lead.name }}{{ lead.nope }}, {{ lead.amount | default: "?" }}', { lead: { name: 'Zoë 🦊' } })).toBe('Hi Zoë 🦊, ?')
})

it('cannot reach the host', () => {
  expect(renderText('{{ lead.constructor.name }}', { lead: {} })).toBe('')
})

it('shows what stays empty, and otherwise the same text', () => {
  const text = 'Hi {{ lead.name }} of {{ lead.company }}{% if lead.note %}, {{ lead.note }}{% endif %}: {{ lead.amount }}'
  const scope = { lead: { name: 'Zoë', amount: 0 } }
  const parts = renderMarked(text, scope)
  expect(parts).toEqual(['Hi Zoë of ', null, ': 0'])
  expect(parts.join('')).toBe(renderText(text, scope))
})
