import { expect, it } from 'vitest'
import type { Json } from '../sdk/json'
import type { StepContext } from '../sdk/context'
import { renderText } from './text'
import { textScope } from './text-scope'

function contextWith(value: Json, read: string[] = []): StepContext {
  return {
    params: {}, subject: { type: 'lead', id: 'l1' }, record: { lead: { name: 'Zoë' } }, item: { index: 1, count: 3, value }, event: { type: 'x', occurredAt: 0, receivedAt: 0, data: { id: 7 } },
    run: { id: 'r', flowId: 'f', flowName: 'F', startedAt: 0 }, step: { nodeId: 'n', visit: 1, label: 'N' }, now: 0,
    get outputs() {
      read.push('outputs')
      return { call: { status: 200 } }
    },
    get vars() {
      read.push('vars')
      return { seen: 'yes' }
    },
  }
}

it('names the item of the round, by its fields where it has some', () => {
  expect(renderText('{{ item.number }}/{{ item.count }} {{ item.value }}', textScope(contextWith('german')))).toBe('2/3 german')
  expect(renderText('{{ item.name }} {{ item.value.name }} {{ item.number }}', textScope(contextWith({ name: 'Ann', number: 'own' })))).toBe('Ann Ann 2')
})

it('reads values and outputs only for texts that name them', () => {
  const read: string[] = []
  const scope = textScope(contextWith(1, read), { link: 'https://x' })
  expect(renderText('{{ lead.name }} {{ event.id }} {{ link }}', scope)).toBe('Zoë 7 https://x')
  expect(read).toEqual([])
  expect(renderText('{{ vars.seen }} {{ outputs.call.status }}', scope)).toBe('yes 200')
})
