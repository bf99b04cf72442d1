import { type BusinessHours, isOpen } from './business-time'
import { isZone } from './is-zone'

/**
 * Whether somebody works at this instant: the workspace's hours by the clocks of their own zone, its holidays too. Who has a zone
 * that nobody knows is taken to be where the workspace is. Zones are looked at once.
 */
export function atWorkAt(now: number, hours: BusinessHours): (person: { zone: string }) => boolean {
  const known = new Map<string, boolean>()
  return ({ zone }) => {
    const found = known.get(zone)
    if (found !== undefined) return found
    const isAtWork = isOpen(now, isZone(zone) ? { ...hours, zone } : hours)
    known.set(zone, isAtWork)
    return isAtWork
  }
}
