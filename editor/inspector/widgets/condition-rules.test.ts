import { RuleGroup } from '#nodes/revops/condition'
import { leadFields } from '#nodes/revops/fields'
import { describe, expect, it } from 'vitest'
import { cleanGroup, operatorsFor } from './condition-rules'

describe('rules of a condition', () => {
  it.each(leadFields)('can ask something of $label', ({ path }) => {
    expect(operatorsFor(path).length).toBeGreaterThan(2)
  })

  it('keeps what the flow knows, in groups within groups, and nothing else', () => {
    const built = {
      id: 'g', combinator: 'and', not: false, path: [],
      rules: [
        { id: 'r', field: 'lead.amount', operator: '>=', value: '50', valueSource: 'value' as const },
        { id: 'h', combinator: 'or', rules: [{ field: 'lead.name', operator: 'notNull', value: undefined }] },
      ],
    }
    const cleaned = cleanGroup(built)
    expect(cleaned).toEqual({
      id: 'g', combinator: 'and',
      rules: [
        { id: 'r', field: 'lead.amount', operator: '>=', value: '50' },
        { id: 'h', combinator: 'or', rules: [{ field: 'lead.name', operator: 'notNull', value: null }] },
      ],
    })
    expect(RuleGroup.safeParse(cleaned).success).toBe(true)
  })
})
