import { balanceOf } from './balance'
import type { RankedOwner } from './ranking'
import { weigh } from './route-parts'
import type { Weights } from './route-rules'

/** Who was chosen, and who else could have been, best first as things stood. */
export interface Decision {
  repId: string
  ranked: Pick<RankedOwner, 'id' | 'name' | 'parts' | 'load'>[]
}

export interface WhatIf {
  decisions: number
  /** How many would have gone to somebody else. */
  changed: number
  /** Everybody who was or would have been chosen, who would have got most first. */
  spread: { id: string; name: string; was: number; would: number }[]
  /** How unevenly the leads were, and would have been spread: see `balanceOf`. */
  balance: { was: number; would: number }
}

/**
 * Decides again by other weights, each lead for itself as things stood then: that somebody would have had more or fewer leads by
 * the time of the next is not followed up. Of equal scores fewer leads go first, then the order that was kept.
 */
export function whatIf(decisions: Decision[], weights: Weights): WhatIf {
  const spread = new Map<string, { name: string; was: number; would: number }>()
  const of = ({ id, name }: { id: string; name: string }) => {
    const found = spread.get(id) ?? { name, was: 0, would: 0 }
    spread.set(id, found)
    return found
  }
  let changed = 0
  for (const { repId, ranked } of decisions) {
    for (const each of ranked) of(each)
    of({ id: repId, name: ranked.find(({ id }) => id === repId)?.name ?? repId }).was += 1
    const best = bestOf(ranked, weights)
    if (!best) continue
    of(best).would += 1
    if (best.id !== repId) changed += 1
  }
  const rows = [...spread].map(([id, row]) => ({ id, ...row })).sort((a, b) => b.would - a.would || b.was - a.was || (a.name < b.name ? -1 : 1))
  return { decisions: decisions.length, changed, spread: rows, balance: { was: balanceOf(rows.map(({ was }) => was)), would: balanceOf(rows.map(({ would }) => would)) } }
}

function bestOf(ranked: Decision['ranked'], weights: Weights): Decision['ranked'][number] | undefined {
  let best: { owner: Decision['ranked'][number]; score: number } | undefined
  for (const owner of ranked) {
    const score = weigh(owner.parts, weights)
    if (!best || score > best.score || (score === best.score && owner.load < best.owner.load)) best = { owner, score }
  }
  return best?.owner
}
