import type { Facts, Violation } from '../read-facts'
import { checkHolds } from './check-holds'
import { checkLeads } from './check-leads'
import { checkMessages, type MessageCounts } from './check-messages'
import { checkOwners } from './check-owners'
import { checkPaths } from './check-paths'
import { checkRuns } from './check-runs'
import { countPlaces, type Place } from './place-of-lead'

export interface Verdict {
  violations: Violation[]
  places: Record<Place, number>
  messages: MessageCounts
}

/** Everything that must hold whatever was killed, once the world is at rest. */
export function checkAll(facts: Facts): Verdict {
  const messages = checkMessages(facts)
  return {
    violations: [...checkLeads(facts), ...checkOwners(facts), ...checkRuns(facts), ...checkPaths(facts), ...checkHolds(facts), ...messages.violations],
    places: countPlaces(facts),
    messages: messages.counts,
  }
}
