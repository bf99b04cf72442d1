import { RuleGroup } from '#nodes/revops/condition'
import { leadFields } from '#nodes/revops/fields'
import { describe, expect, it } from 'vitest'
import type { FieldChoice } from '../field-choice'
import { cleanGroup, operatorsFor, ruleFields } from './condition-rules'

const fields = leadFields.map((field): FieldChoice => ({ ...field, origin: 'record', isPersonal: false, isSure: true, examples: [] }))

describe('rules of a condition', () => {
  it.each(leadFields)('can ask something of $label', ({ path }) => {
    expect(operatorsFor(path, fields).length).toBeGreaterThan(2)
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

  it('offers the fields of the step in groups, and keeps one that nobody knows', () => {
    const value: FieldChoice = { path: 'vars.size', label: 'size', type: 'text', example: '', origin: 'value', isPersonal: false, isSure: false, examples: [] }
    const groups = ruleFields([...fields, value], { combinator: 'and', rules: [{ field: 'lead.gone', operator: '=', value: 'x' }, { combinator: 'or', rules: [{ field: 'lead.name', operator: 'null' }] }] })
    expect(groups.map((group) => group.label)).toEqual(['Lead', 'Contact and company', 'Owner', 'Values remembered before', 'Fields by their name'])
    expect(groups[3]?.options.map((option) => option.label)).toEqual(['size (may be empty)'])
    expect(groups[4]?.options.map((option) => [option.name, option.label])).toEqual([['lead.gone', 'lead.gone (not known here)']])
  })
})
