import { library } from '#nodes/definitions'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import { describe, expect, it } from 'vitest'
import { zodValidator } from './zod-validator'

const check = (type: string, data: Record<string, unknown>) => zodValidator(library[type] as NodeDefinition).validateFormData(data, {})

describe('checking a form', () => {
  it('finds nothing wrong with standard settings', () => {
    expect(check('notify', {})).toEqual({ errors: [], errorSchema: {} })
  })

  it('says what is wrong at the field concerned', () => {
    expect(check('notify', { to: [] }).errorSchema.to?.__errors).toEqual(['Choose who is told'])
  })

  it('says it at a field within a field', () => {
    const { errorSchema } = check('await-ack', { window: { amount: 0, unit: 'min' } })
    expect(errorSchema.window).toMatchObject({ amount: { __errors: ['Give a length of time above zero'] } })
  })
})
