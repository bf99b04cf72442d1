import { compile } from '#engine/compile/compile'
import type { FlowDocument } from '#engine/graph/flow'
import { parseFlow } from '#engine/graph/parse-flow'
import { library } from '#nodes/definitions'
import { buildFlow, minutes, when } from '#test/conformance/build-flow'
import { median } from '../median'

const rounds = 15

type Step = [string, Record<string, unknown>]

/** A flow of about this many nodes: branches, waits, lists, forks and joins in turn, sound or with an open way at every tenth. */
function manyNodes(count: number, hasProblems: boolean): FlowDocument {
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

/** How long the compiler takes for a large flow, against reading and checking the same document's form. */
export async function benchCompile(): Promise<void> {
  for (const [count, hasProblems] of [[1_000, false], [1_000, true], [2_000, false]] as const) {
    const flow = manyNodes(count, hasProblems)
    const text = JSON.stringify(flow)
    const parse = time(() => parseFlow(JSON.parse(text)))
    const whole = time(() => compile(flow, library))
    const { diagnostics, plan } = compile(flow, library)
    const problems = diagnostics.length === 0 ? 'no problems' : `${diagnostics.length} problems with their ways`
    console.log(`\nCompile ${flow.nodes.length} nodes, ${flow.edges.length} edges (${Math.round(text.length / 1000)} kB): ${problems}${plan ? `, plan ${Math.round(JSON.stringify(plan).length / 1000)} kB` : ''}`)
    console.log(`  ${whole.toFixed(1)} ms; reading the document takes ${parse.toFixed(1)} ms: ${(whole / parse).toFixed(2)} times that`)
  }
}

function time(work: () => unknown): number {
  return median(
    Array.from({ length: rounds }, () => {
      const began = performance.now()
      work()
      return performance.now() - began
    }),
  )
}
