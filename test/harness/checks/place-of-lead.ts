import type { Facts } from '../read-facts'

/**
 * Where a lead stands. `asked`: with a rep who may still answer in time. `under-way`: its run is between two steps. `lost`: with
 * nobody, and nothing is being done about it; at no instant may there be one.
 */
export type Place = 'acknowledged' | 'on-call' | 'in-queue' | 'asked' | 'under-way' | 'lost'

/** Sorts every lead into the one place where it stands. */
export function placesOfLeads({ rows, onCall }: Pick<Facts, 'rows' | 'onCall'>): Map<string, Place> {
  const watched = new Set(
    rows.watchers.filter(({ repId }) => rows.reps.some((rep) => rep.id === repId && rep.active)).map(({ queueId }) => queueId),
  )
  const queued = new Set(
    rows.workItems.filter((item) => item.kind === 'claim' && item.state === 'open' && watched.has(item.queueId ?? '')).map((item) => item.subjectId),
  )
  const live = new Map(rows.assignments.filter(({ state }) => state === 'offered' || state === 'accepted').map((each) => [each.subjectId, each]))
  const isAwaited = new Set(rows.waits.filter((wait) => wait.state === 'open').map((wait) => wait.runId))
  const routes = new Set(rows.versions.filter(({ plan }) => Object.values(plan.steps).some((step) => 'type' in step && step.type === 'route')).map(({ id }) => id))
  // Other flows may be about the lead as well; only the one that routes it brings it to somebody.
  const isMoving = new Set(rows.runs.filter((run) => routes.has(run.versionId) && (run.state === 'starting' || run.state === 'running')).map((run) => run.subjectId))
  return new Map(
    rows.leads.map((lead): [string, Place] => {
      const offer = live.get(lead.id)
      if (lead.ownerId && offer?.state === 'accepted' && offer.repId === lead.ownerId) return [lead.id, 'acknowledged']
      const isAsked = offer?.state === 'offered' && isAwaited.has(offer.runId ?? '')
      if (isAsked && onCall.includes(offer.repId)) return [lead.id, 'on-call']
      if (queued.has(lead.id)) return [lead.id, 'in-queue']
      if (isAsked) return [lead.id, 'asked']
      return [lead.id, isMoving.has(lead.id) ? 'under-way' : 'lost']
    }),
  )
}

/** How many leads stand where. */
export function countPlaces(facts: Pick<Facts, 'rows' | 'onCall'>): Record<Place, number> {
  const counts: Record<Place, number> = { acknowledged: 0, 'on-call': 0, 'in-queue': 0, asked: 0, 'under-way': 0, lost: 0 }
  for (const place of placesOfLeads(facts).values()) counts[place] += 1
  return counts
}
