import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes, when } from '#test/conformance/build-flow'

type Step = [string, Record<string, unknown>]

/** A flow of about this many nodes: branches, waits, lists, forks and joins in turn, sound or with an open way at every tenth. */
export function manyNodes(count: number, hasProblems: boolean): FlowDocument {
  const steps: Record<string, Step> = {}
  const ways: Record<string, string> = {}
  const blocks = Math.floor(count / 10)
  for (let block = 0; block < blocks; block += 1) {
    const id = (name: string) => `${name}${block}`
    const next = block + 1 < blocks ? `ask${block + 1}` : 'done'
    Object.assign(steps, {
      [id('ask')]: ['branch', when('lead.amount', '>', block)], [id('nap')]: ['wait', { duration: minutes(5) }], [id('set')]: ['set', { values: [{ name: 'seen', value: '{{ lead.name }}' }] }],
      [id('fork')]: ['fork', { ways: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] }], [id('left')]: ['update-record', { changes: [{ field: 'lead.note', value: '{{ lead.name | upcase }}' }] }],
      [id('right')]: ['work-item', { title: 'See {{ lead.name }}' }], [id('join')]: ['join', {}], [id('each')]: ['repeat', { times: 3 }], [id('body')]: ['add-note', { text: '{{ item.number }}' }], [id('last')]: ['set', { values: [] }],
    })
    Object.assign(ways, {
      [`ask${block}.yes`]: id('nap'), [`nap${block}.done`]: id('set'), [`set${block}.next`]: id('fork'), [`fork${block}.a`]: id('left'), [`fork${block}.b`]: id('right'),
      [`left${block}.done`]: id('join'), [`right${block}.created`]: id('join'), [`join${block}.done`]: id('each'), [`join${block}.incomplete`]: id('last'), [`each${block}.each`]: id('body'),
      [`body${block}.added`]: id('each'), [`each${block}.done`]: id('last'), [`last${block}.next`]: next,
    })
    if (!hasProblems || block % 10 !== 0) ways[`${id('ask')}.no`] = id('set')
  }
  return buildFlow({ ...steps, done: ['end', {}] }, ways)
}
