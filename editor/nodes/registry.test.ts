import { defineNode, type NodeDefinition } from '#nodes/sdk/define-node'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { viewNode } from '../canvas/node-view'
import { firstOutlet } from '../canvas/store/document-changes'
import { findProblems } from '../problems/find-problems'
import { searchGroups } from '../palette/palette-groups'
import { guardParams } from './guard-params'
import { loadCustomNodes, loadedNodes } from './load-custom-nodes'
import { addDefinition, registry } from './registry'

const touchy = defineNode({
  type: 'touchy', title: 'Touchy node', family: 'condition', icon: 'zap', description: 'Made by a test.',
  params: z.object({ note: z.string().default('') }).refine(({ note }) => {
    if (note === 'throw') throw new Error('cannot check')
    return note !== 'refuse'
  }, 'Not this note'),
  outlets: ({ note }) => {
    if (note === 'boom') throw new Error('cannot say')
    return [{ name: 'done', label: '', side: 'down' }]
  },
  summary: () => 'Is touchy',
  lower: () => ({ op: 'branch' }),
}) as NodeDefinition

const node = (note: string) => ({ id: 'n', type: 'touchy', label: 'Touchy', params: { note }, position: { x: 0, y: 0 } })
const names = { of: () => '' }


describe('a custom node in the editor', () => {
  it('is in the palette and on the canvas once it is added', () => {
    expect(searchGroups('touchy')).toEqual([])
    addDefinition(guardParams(touchy))
    expect(registry.touchy).toBe(touchy)
    expect(searchGroups('touchy')[0]?.definitions.map((each) => each.type)).toEqual(['touchy'])
    expect(viewNode(node('calm'), names, [])).toMatchObject({ kind: 'Touchy node', summary: 'Is touchy', outlets: [{ name: 'done' }] })
    expect(firstOutlet(node('calm'))).toBe('done')
  })

  it('whose functions throw on some settings is still drawn, and the compiler names it', () => {
    const edge = { id: 'e', from: { node: 'n', outlet: 'done' }, to: { node: 'x' } }
    expect(viewNode(node('boom'), names, [edge])).toMatchObject({ kind: 'Touchy node', summary: expect.stringMatching(/fails/), outlets: [{ name: 'done' }] })
    expect(firstOutlet(node('boom'))).toBeUndefined()
    const document = { format: 'watertight.flow', formatVersion: 4, name: 'Case', failurePoint: '', concurrency: 'allow', nodes: [node('boom')], edges: [], notes: [], groups: [] } as never
    expect(findProblems(document, { teams: [], queues: [], rotas: [], sources: [], flows: [], people: [], connections: [] }).map((each) => each.code)).toContain('bad-node')
  })

  it('whose params throw says so as any wrong setting does', () => {
    expect(touchy.params.safeParse({ note: 'refuse' }).error?.issues[0]?.message).toBe('Not this note')
    expect(touchy.params.safeParse({ note: 'throw' }).error?.issues[0]?.message).toMatch(/cannot check/)
    expect(viewNode(node('throw'), names, []).summary).toBe('Some settings do not fit yet')
  })
})

describe('loading custom nodes', () => {
  it('asks again after no answer, once after an answer, and names what cannot be loaded', async () => {
    let times = 0
    const modules = [{ type: 'gone', path: 'data:text/javascript,throw new Error("needs a server")' }]
    const ask = async () => {
      times += 1
      if (times === 1) throw new Error('The server does not answer.')
      return { modules }
    }
    await loadCustomNodes(ask)
    expect(loadedNodes()).toEqual({ modules: [], failed: [] })
    await loadCustomNodes(ask)
    await loadCustomNodes(ask)
    expect(times).toBe(2)
    expect(loadedNodes()).toEqual({ modules, failed: [{ type: 'gone', message: expect.stringMatching(/needs a server/) }] })
  })
})
