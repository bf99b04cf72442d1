import type { CompileContext } from './context'

/** The reachable nodes in reverse postorder, and for each the node that every way from the trigger to it passes last. */
export interface Dominators {
  order: string[]
  parent: Map<string, string>
  /** Whether every way from the trigger to `node` passes `by` (a node dominates itself). */
  dominates(by: string, node: string): boolean
}

/**
 * Dominators of the nodes reachable from the trigger, by the iterative algorithm of Cooper, Harvey and Kennedy
 * ("A Simple, Fast Dominance Algorithm", 2001). Without recursion: flows may be 2,000 nodes long.
 */
export function findDominators({ leaving }: Pick<CompileContext, 'leaving'>, trigger: string): Dominators {
  const order = reversePostorder(leaving, trigger)
  const rank = new Map(order.map((id, index) => [id, index]))
  const coming = new Map<string, string[]>()
  for (const id of order) for (const edge of leaving.get(id) ?? []) coming.set(edge.to.node, [...(coming.get(edge.to.node) ?? []), id])

  const parent = new Map<string, string>([[trigger, trigger]])
  const rankOf = (id: string) => rank.get(id) ?? 0
  const meet = (a: string, b: string): string => {
    let [one, other] = [a, b]
    while (one !== other) {
      while (rankOf(one) > rankOf(other)) one = parent.get(one) as string
      while (rankOf(other) > rankOf(one)) other = parent.get(other) as string
    }
    return one
  }
  for (let changed = true; changed; ) {
    changed = false
    for (const id of order.slice(1)) {
      const known = (coming.get(id) ?? []).filter((from) => parent.has(from))
      const next = known.reduce(meet)
      if (parent.get(id) === next) continue
      parent.set(id, next)
      changed = true
    }
  }
  return {
    order,
    parent,
    dominates(by, node) {
      for (let at = node; ; at = parent.get(at) as string) {
        if (at === by) return true
        if (at === trigger || !parent.has(at)) return false
      }
    },
  }
}

function reversePostorder(leaving: CompileContext['leaving'], trigger: string): string[] {
  const done: string[] = []
  const seen = new Set([trigger])
  const path = [{ id: trigger, next: 0 }]
  while (path.length > 0) {
    const here = path[path.length - 1] as { id: string; next: number }
    const edge = (leaving.get(here.id) ?? [])[here.next]
    here.next += 1
    if (!edge) {
      done.push(here.id)
      path.pop()
    } else if (!seen.has(edge.to.node)) {
      seen.add(edge.to.node)
      path.push({ id: edge.to.node, next: 0 })
    }
  }
  return done.reverse()
}
