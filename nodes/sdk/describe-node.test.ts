import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { library } from '../definitions'
import { Duration } from './duration'
import { describeNode } from './describe-node'
import { describeParams } from './describe-params'

const describeOne = (param: z.ZodType) => describeParams({ params: z.object({ maxTries: param }) } as never)

describe('params in plain words', () => {
  it.each<[z.ZodType, object]>([
    [z.number().int().min(1).max(14).default(3), { title: 'Max tries', kind: 'A whole number from 1 to 14', standard: '3' }],
    [z.number().positive().default(1), { kind: 'A number above 0' }],
    [z.number().min(0).max(1_000_000).default(10_000), { kind: 'A number from 0 to 1,000,000', standard: '10,000' }],
    [z.boolean().default(true), { kind: 'Yes or no', standard: 'Yes' }],
    [z.string().max(60).default('x').meta({ title: 'Words' }), { title: 'Words', kind: 'Text of at most 60 letters', standard: 'x' }],
    [Duration.default({ amount: 15, unit: 'min' }), { kind: 'A length of time', standard: '15 min', depth: 0 }],
    [z.enum(['a', 'b']).default('a').meta({ enumNames: ['One', 'Two'] }), { kind: 'One of these', choices: ['One', 'Two'], standard: 'One' }],
    [z.array(z.enum(['a', 'b'])).default(['b']).meta({ enumNames: ['One', 'Two'] }), { kind: 'Any of these', choices: ['One', 'Two'], standard: 'Two' }],
    [z.string().default('').meta({ widget: 'queue', advanced: true }), { kind: 'A queue', standard: '', isAdvanced: true }],
  ])('%#', (param, words) => {
    expect(describeOne(param)[0]).toMatchObject(words)
  })

  it('says of what a setting consists right below it, and when another makes it count', () => {
    const list = describeOne(z.array(z.object({ field: z.string(), value: z.number() })).max(5).default([]))
    expect(list.map(({ title, kind, depth }) => [title, kind, depth])).toEqual([['Max tries', 'A list of at most 5', 0], ['Field', 'Text', 1], ['Value', 'A number', 1]])
    const params = z.object({ mode: z.enum(['a', 'b']).default('a').meta({ title: 'Mode', enumNames: ['First', 'Second'] }), more: z.string().default('').meta({ showWhen: { mode: 'b' } }) })
    expect(describeParams({ params } as never)[1]?.onlyWhen).toBe('“Mode” is Second')
  })

  it.each(Object.values(library))('describes every setting and way out of $type', (definition) => {
    const doc = describeNode(definition, false)
    expect(doc.params.map((param) => param.title).every((title) => title.length > 0)).toBe(true)
    expect(doc.params.filter((param) => param.depth === 0).map((param) => param.name)).toEqual(Object.keys((definition.params as unknown as { shape: object }).shape))
    expect(doc.params.map((param) => param.kind)).not.toContain('Anything')
  })

  it('a definition that throws leaves its part empty', () => {
    const definition = { ...library.branch, summary: () => { throw new Error('boom') } } as never
    expect(describeNode(definition, true)).toMatchObject({ says: '', isCustom: true, title: 'Branch' })
  })
})
