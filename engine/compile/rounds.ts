import type { CompileContext } from './context'
import { findDominators } from './dominators'

/** The steps within each "for each": those from which a way leads back to it, and to which every way passes it. */
export interface Rounds {
  /** The innermost "for each" that a node stands within. */
  innermost: Map<string, string>
  /** Whether an edge between these nodes leads on to the next item. Any other way into a "for each" begins its list anew. */
  isNext(from: string, to: string): boolean
}

/** Natural loops (Aho, Lam, Sethi, Ullman, 9.6.6) of the "for each" nodes, by edges that lead back to a node that dominates them. */
export function findRounds(context: CompileContext, trigger: string): Rounds {
  const heads = [...context.sound.values()].filter(({ definition, params }) => definition.lower(params).op === 'forEach').map(({ node }) => node.id)
  if (heads.length === 0) return { innermost: new Map(), isNext: () => false }

  const { order, dominates } = findDominators(context, trigger)
  const coming = new Map<string, string[]>()
  for (const id of order) for (const edge of context.leaving.get(id) ?? []) coming.set(edge.to.node, [...(coming.get(edge.to.node) ?? []), id])
  const bodies = new Map(
    heads.map((head) => {
      const body = new Set<string>()
      const left = (coming.get(head) ?? []).filter((from) => dominates(head, from))
      for (let at = left.pop(); at !== undefined; at = left.pop()) {
        if (at === head || body.has(at)) continue
        body.add(at)
        left.push(...(coming.get(at) ?? []))
      }
      return [head, body] as const
    }),
  )
  const innermost = new Map<string, string>()
  const smallestFirst = [...bodies].sort(([, a], [, b]) => a.size - b.size)
  for (const id of order) {
    const around = smallestFirst.find(([, body]) => body.has(id))
    if (around) innermost.set(id, around[0])
  }
  return { innermost, isNext: (from, to) => bodies.has(to) && dominates(to, from) }
}
