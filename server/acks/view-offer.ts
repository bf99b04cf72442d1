import { and, eq, inArray } from 'drizzle-orm'
import type { Ranking, RankedOwner } from '#nodes/revops/ranking'
import { offerUntil } from '../assignments/offer-until'
import type { Database } from '../db/open-database'
import { assignments, leads, reps, sources } from '../db/schema'

/** What the rep's page shows: how the offer stands, about whom, until when, and why this rep. */
export interface OfferView {
  state: 'open' | 'yours' | 'taken' | 'passed' | 'over' | 'expired'
  rep: { firstName: string }
  lead: { name: string; company: string | null; message: string | null; amount: number | null; territory: string | null; source: string }
  until: number | null
  now: number
  why: string
  newOwner: string | null
}

export function viewOffer(db: Database, assignmentId: string, now: number): OfferView | undefined {
  const found = db
    .select({ assignment: assignments, repName: reps.name, lead: leads, source: sources.name })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .innerJoin(leads, eq(leads.id, assignments.subjectId))
    .innerJoin(sources, eq(sources.id, leads.sourceId))
    .where(eq(assignments.id, assignmentId))
    .get()
  if (!found) return undefined
  const { assignment, lead } = found
  const live = db
    .select({ id: assignments.id, state: assignments.state, repName: reps.name })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(and(eq(assignments.subjectType, assignment.subjectType), eq(assignments.subjectId, assignment.subjectId), inArray(assignments.state, ['offered', 'accepted'])))
    .get()
  return {
    state: stateOf(assignment.state, live !== undefined && live.id !== assignment.id),
    rep: { firstName: found.repName.split(' ')[0] ?? found.repName },
    lead: { name: lead.name ?? lead.email ?? 'A new lead', company: lead.company, message: lead.message, amount: lead.amount, territory: lead.territory, source: found.source },
    until: assignment.state === 'offered' ? offerUntil(db, assignment) : null,
    now,
    why: explain(assignment.explanation as Partial<Ranking> | null, assignment.repId),
    newOwner: live && live.id !== assignment.id ? live.repName : null,
  }
}

function stateOf(state: (typeof assignments.$inferSelect)['state'], isElsewhere: boolean): OfferView['state'] {
  switch (state) {
    case 'offered':
      return 'open'
    case 'accepted':
      return 'yours'
    case 'declined':
      return isElsewhere ? 'taken' : 'passed'
    case 'expired':
    case 'released':
      return isElsewhere ? 'taken' : 'over'
  }
}

function explain(ranking: Partial<Ranking> | null, repId: string): string {
  const own = ranking?.ranked?.find((each: RankedOwner) => each.id === repId)
  if (!own) return 'You are on duty.'
  const room = own.capacity - own.load
  const asked = ranking?.passedOver?.filter((each) => each.why === 'asked-before').map((each) => each.name) ?? []
  const parts = [`You have room for ${room} more ${room === 1 ? 'lead' : 'leads'}`, ...(own.parts.skill === 1 ? ['know this kind of lead'] : [])]
  return `${parts.join(' and ')}.${asked.length > 0 ? ` ${asked.join(', ')} ${asked.length === 1 ? 'was' : 'were'} asked first and did not take it.` : ''}`
}
