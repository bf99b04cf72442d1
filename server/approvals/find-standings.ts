import { eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { approvals, approvalVotes, reps } from '../db/schema'
import type { SessionUser } from '../people/find-session'
import { isSamePerson } from './is-same-person'

/** How a question stands, for the person who looks at it. */
export interface ItemStanding {
  need: number
  people: { name: string; answer: 'approve' | 'reject' | null }[]
  /** `other`: somebody else is asked, and this person may answer for them. */
  mayAnswer: 'own' | 'other' | 'no'
}

/** The questions behind these work items, by item. */
export function findStandings(db: Database, itemIds: string[], user: SessionUser): Map<string, ItemStanding> {
  if (itemIds.length === 0) return new Map()
  const asked = db
    .select({ itemId: approvalVotes.workItemId, approvalId: approvals.id, need: approvals.need, userId: reps.userId, email: reps.email, active: reps.active })
    .from(approvalVotes)
    .innerJoin(approvals, eq(approvals.id, approvalVotes.approvalId))
    .innerJoin(reps, eq(reps.id, approvalVotes.repId))
    .where(inArray(approvalVotes.workItemId, itemIds))
    .all()
  const votes = db
    .select({ approvalId: approvalVotes.approvalId, name: reps.name, answer: approvalVotes.answer })
    .from(approvalVotes)
    .innerJoin(reps, eq(reps.id, approvalVotes.repId))
    .where(inArray(approvalVotes.approvalId, [...new Set(asked.map((each) => each.approvalId))]))
    .orderBy(reps.name)
    .all()
  return new Map(
    asked.map(({ itemId, approvalId, need, ...rep }) => [
      itemId,
      {
        need,
        people: votes.filter((vote) => vote.approvalId === approvalId).map(({ name, answer }) => ({ name, answer })),
        mayAnswer: isSamePerson(rep, user) ? 'own' : user.role === 'ops' ? 'other' : 'no',
      },
    ]),
  )
}
