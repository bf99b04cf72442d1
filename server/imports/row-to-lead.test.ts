import { describe, expect, it } from 'vitest'
import { distinctHeaders } from './distinct-headers'
import { proposeMapping } from './propose-mapping'
import { proposeDecimal, readNumber } from './read-number'
import { checkMapping, createRowToLead } from './row-to-lead'
import type { Target } from './targets'

const read = (headers: string[], targets: Target[], cells: string[]) => createRowToLead({ headers, targets, decimal: '.' })(cells)

describe('names of columns', () => {
  it('are made distinct, and made up where there is none', () => {
    expect(distinctHeaders([' Email ', 'email', 'Email', '', 'First\n name'])).toEqual(['Email', 'email (2)', 'Email (3)', 'Column 4', 'First name'])
  })

  it('tell where a column goes; what is not known is kept, and no field is taken twice', () => {
    const headers = ['E-Mail', 'Telefon', 'Company name', 'First name', 'NACHNAME', 'Mobile', 'Shoe size', 'Import problem', 'Expected_value']
    expect(proposeMapping(headers)).toEqual(['email', 'phone', 'company', 'firstName', 'lastName', 'more', 'more', 'skip', 'amount'])
  })
})

describe('numbers', () => {
  it.each([
    ['48000', '.', 48_000], ['48,000.50', '.', 48_000.5], ['€ 48,000', '.', 48_000], ['48000 EUR', '.', 48_000], ['-5', '.', -5], ['(1,000)', '.', -1_000], ['12.5%', '.', 12.5],
    ['48.000,50', ',', 48_000.5], ['48 000', ',', 48_000], ['1’000', ',', 1_000],
    ['many', '.', Number.NaN], ['12k', '.', Number.NaN], ['1,23', '.', Number.NaN], ['1.2.3', '.', Number.NaN], ['0x10', '.', Number.NaN], ['1e5', '.', Number.NaN], ['€', '.', Number.NaN],
  ] as const)('%s with “%s” is %d', (text, decimal, number) => {
    expect(readNumber(text, decimal)).toBe(number)
  })

  it('tell which decimal mark they use; where both would do, the separator does', () => {
    expect([proposeDecimal(['1.234,50'], ','), proposeDecimal(['1,234.50'], ';'), proposeDecimal(['1'], ';'), proposeDecimal([], ',')]).toEqual([',', '.', ',', '.'])
  })
})

describe('a row', () => {
  it('becomes what a webhook would have sent', () => {
    expect(read(['Id', 'Name', 'Mail', 'Value', 'Shoe size', 'Secret'], ['id', 'name', 'email', 'amount', 'more', 'skip'], ['42', ' Zoë ', 'zoe@test.example', '1,200', '39', 'x'])).toEqual({
      ok: true, id: '42', data: { id: '42', name: 'Zoë', email: 'zoe@test.example', amount: 1_200, 'Shoe size': '39' },
    })
  })

  it('keeps a column under its own name also where that is a field’s, or JavaScript’s', () => {
    expect(read(['Name', 'score', '__proto__', 'data'], ['name', 'more', 'more', 'more'], ['Zoë', 'high', 'x', 'y'])).toMatchObject({
      data: { name: 'Zoë', 'score (column)': 'high', '__proto__ (column)': 'x', 'data (column)': 'y' },
    })
  })

  it.each([
    ['nobody to reach', ['', '', '', ''], null, /no e-mail, no phone and no name/],
    ['an e-mail that is none', ['Zoë', 'n/a', '', ''], 'Mail', /“n\/a” is not an e-mail address/],
    ['a number that is none', ['Zoë', '', 'many', ''], 'Value', /“many” is not a number/],
    ['a cell that is too long', ['Zoë', '', '', 'x'.repeat(10_001)], 'Text', /10,001 characters; at most 10,000/],
    ['too many cells', ['Zoë', '', '', '', 'more'], null, /5 cells, but the file has 4 columns/],
    ['a NUL', ['Zo\0', '', '', ''], 'Name', /NUL/],
  ])('is refused for %s', (_name, cells, column, reason) => {
    expect(read(['Name', 'Mail', 'Value', 'Text'], ['name', 'email', 'amount', 'message'], cells)).toEqual({ ok: false, column, reason: expect.stringMatching(reason) })
  })

  it('of 200 columns, with a cell of 10,000 characters, with too few cells or empty ones too many is taken', () => {
    const headers = Array.from({ length: 200 }, (_, index) => `c${index}`)
    const targets = headers.map((_, index): Target => (index === 0 ? 'name' : 'more'))
    const wide = read(headers, targets, headers.map(() => 'x'.repeat(10_000)))
    expect(wide.ok && Object.keys(wide.data)).toHaveLength(200)
    expect(read(headers, targets, ['Zoë']).ok).toBe(true)
    expect(read(['Name'], ['name'], ['Zoë', '', ' ']).ok).toBe(true)
  })
})

describe('a mapping', () => {
  it('is refused when two columns go to one field, or nobody could be reached', () => {
    expect(checkMapping({ headers: ['A', 'B'], targets: ['phone', 'phone'] })).toMatch(/“A” and “B” both go to Phone/)
    expect(checkMapping({ headers: ['A'], targets: ['company'] })).toMatch(/nobody could be reached/)
    expect(checkMapping({ headers: ['A'], targets: [] })).toMatch(/1 columns/)
    expect(checkMapping({ headers: ['A', 'B', 'C'], targets: ['email', 'more', 'more'] })).toBeUndefined()
  })
})
