import type { FieldWrite } from '#nodes/sdk/define-node'
import type { PublishedFlow } from './context'
import { startsAfter } from './starts-after'

export type LinkedFlow = PublishedFlow

/** One flow starts another: a step runs it, or sets a field whose change starts it. */
export type Hop = { from: LinkedFlow; to: LinkedFlow; isCertain: boolean } & ({ by: 'call' } | { by: 'write'; write: FieldWrite })

/** The shortest way from a flow back to itself over hops that may be taken. */
export function findCircle(all: LinkedFlow[], self: LinkedFlow, mayTake: (hop: Hop) => boolean): Hop[] | undefined {
  const seen = new Set<LinkedFlow>([self])
  let ways: Hop[][] = [[]]
  while (ways.length > 0) {
    const longer: Hop[][] = []
    for (const way of ways) {
      for (const hop of hopsFrom(way.at(-1)?.to ?? self, all)) {
        if (!mayTake(hop)) continue
        if (hop.to === self) return [...way, hop]
        if (seen.has(hop.to)) continue
        seen.add(hop.to)
        longer.push([...way, hop])
      }
    }
    ways = longer
  }
  return undefined
}

/** Every flow that this one starts; certain ones first, so that they are told of where there are both. */
function hopsFrom(from: LinkedFlow, all: LinkedFlow[]): Hop[] {
  const calls = all.filter((to) => from.calls.includes(to.id)).map((to): Hop => ({ by: 'call', from, to, isCertain: true }))
  const writes = all.flatMap((to) =>
    from.writes.flatMap((write): Hop[] => {
      const starts = to.triggers.map((spec) => startsAfter(spec, write))
      if (starts.includes('always')) return [{ by: 'write', from, to, write, isCertain: true }]
      return starts.includes('maybe') ? [{ by: 'write', from, to, write, isCertain: false }] : []
    }),
  )
  return [...calls, ...writes].sort((a, b) => Number(b.isCertain) - Number(a.isCertain))
}
