import { t } from '#nodes/sdk/t'
import type { FlowEdge } from '../graph/flow'
import type { CompileContext } from './context'
import type { Diagnostic } from './diagnostic'
import { findRounds } from './rounds'

/** Fourth pass: every loop passes a step that ends it (a limit of its own, a list) or at least lets time pass (a wait). */
export function checkLoops(context: CompileContext): Diagnostic[] {
  const { trigger, sound } = context
  const isNext = trigger === undefined ? () => false : findRounds(context, trigger).isNext
  const isOpen = ({ from, to }: FlowEdge) => {
    const node = sound.get(from.node)
    return node !== undefined && !isNext(from.node, to.node) && node.definition.bounds?.(node.params, from.outlet) === undefined
  }
  const label = (id: string) => context.sound.get(id)?.node.label ?? id
  const loop = findLoop(context, isOpen)
  if (!loop) return []
  return [
    {
      code: 'endless-loop', severity: 'error', nodeId: loop[0] as string, path: loop,
      message: t('These steps can go round without end: {steps}. Add a wait or a limit.', { steps: loop.map((id) => `“${label(id)}”`).join(' → ') }),
    },
  ]
}

/** A cycle that uses only open edges, or undefined. Depth first without recursion: flows may be 2,000 nodes long. */
function findLoop({ flow, leaving }: CompileContext, isOpen: (edge: FlowEdge) => boolean): string[] | undefined {
  const done = new Set<string>()
  for (const start of flow.nodes) {
    if (done.has(start.id)) continue
    const path: string[] = [start.id]
    const nextEdge: number[] = [0]
    const onPath = new Set(path)
    while (path.length > 0) {
      const here = path[path.length - 1] as string
      const index = nextEdge[nextEdge.length - 1] as number
      const edge = (leaving.get(here) ?? [])[index]
      if (!edge) {
        done.add(here)
        onPath.delete(here)
        path.pop()
        nextEdge.pop()
        continue
      }
      nextEdge[nextEdge.length - 1] = index + 1
      if (!isOpen(edge)) continue
      const next = edge.to.node
      if (onPath.has(next)) return path.slice(path.indexOf(next))
      if (done.has(next)) continue
      path.push(next)
      nextEdge.push(0)
      onPath.add(next)
    }
  }
  return undefined
}
