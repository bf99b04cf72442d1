import { expect, it } from 'vitest'
import { checkText, renderText } from './text'

it('fills fields and leaves missing ones empty', () => {
  expect(renderText('Hi {{ lead.name }}{{ lead.nope }}, {{ lead.amount | default: "?" }}', { lead: { name: 'Zoë 🦊' } })).toBe('Hi Zoë 🦊, ?')
})

it('names fields that do not exist and texts that cannot be read', () => {
  expect(checkText('{{ lead.name }} {{ lead.nmae }} {{ vars.x }} {{ item.name }} {{ lead.more.orderId }} {{ recipient.firstName }}')).toEqual(['There is no field “lead.nmae”.'])
  expect(checkText('{{ lead.name')[0]).toMatch(/cannot be read/)
})

it('cannot reach the host', () => {
  expect(renderText('{{ lead.constructor.name }}', { lead: {} })).toBe('')
})
