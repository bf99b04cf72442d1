import { orderAt } from './on-duty'
import type { RotaLayer } from './rota'

/**
 * A layer as it was changed, so that whoever's turn it is now keeps it: counted from now on, beginning with them, or with who would be next of those that are
 * left. A layer that has not started, or is to start anew at another time, stays as it was given.
 */
export function keepTurn(before: RotaLayer, after: RotaLayer, now: number): RotaLayer {
  if (before.startsAt > now || after.startsAt !== before.startsAt) return after
  const first = orderAt(before, now).find((id) => after.people.includes(id))
  if (first === undefined) return { ...after, startsAt: now }
  const at = after.people.indexOf(first)
  return { ...after, startsAt: now, people: [...after.people.slice(at), ...after.people.slice(0, at)] }
}
