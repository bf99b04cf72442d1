import { describe, expect, it } from 'vitest'
import type { NodeDoc } from '#nodes/sdk/describe-node'
import { groupDocs, searchDocs } from './search-docs'

const doc = (type: string, change: Partial<NodeDoc> = {}): NodeDoc => ({
  type, title: type, family: 'condition', icon: 'zap', description: '', isCustom: false, says: '', params: [], outlets: [], reads: [], writes: [], ...change,
})
const docs = [
  doc('end', { family: 'end', title: 'End' }),
  doc('branch', { title: 'Branch', outlets: [{ name: 'no', label: 'Not known', side: 'right' }] }),
  doc('lead-grade', { title: 'Lead grade', isCustom: true, writes: ['Score'], params: [{ name: 'a', title: 'Worth at least', kind: 'A number', standard: '', choices: ['Cold'], isAdvanced: false, onlyWhen: '', depth: 0 }] }),
]

describe('finding a kind of step', () => {
  it.each([
    ['', ['end', 'branch', 'lead-grade']],
    ['  ', ['end', 'branch', 'lead-grade']],
    ['BRANCH', ['branch']],
    ['not known', ['branch']],
    ['score', ['lead-grade']],
    ['worth cold', ['lead-grade']],
    ['custom condition', ['lead-grade']],
    ['branch score', []],
  ])('by “%s”', (text, found) => {
    expect(searchDocs(docs, text).map((each) => each.type)).toEqual(found)
  })

  it('groups by family, in the order of the palette', () => {
    expect(groupDocs(docs).map((group) => [group.family, group.docs.length])).toEqual([['condition', 2], ['end', 1]])
  })
})
