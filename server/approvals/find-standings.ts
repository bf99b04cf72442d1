import { eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { approvals, approvalVotes, reps } from '../db/schema'
import type { SessionUser } from '../people/find-session'
import { isWaitOpen } from './is-wait-open'
import { isSamePerson } from './is-same-person'

/** How a question stands, for the person who looks at it. */
export interface ItemStanding {
  need: number
  people: { name: string; answer: 'approve' | 'reject' | null }[]
  /** `other`: somebody else is asked, and this person may answer for them. */
  mayAnswer: 'own' | 'other' | 'no'
  /** Nothing waits for the answer any more: the run has ended, or went on without it. */
  isOver: boolean
}

/** The questions behind these work items, by item. */
export function findStandings(db: Database, itemIds: string[], user: SessionUser): Map<string, ItemStanding> {
  if (itemIds.length === 0) return new Map()
  const asked = db
    .select({ itemId: approvalVotes.workItemId, approval: approvals, rep: { userId: reps.userId, email: reps.email, active: reps.active } })
    .from(approvalVotes)
    .innerJoin(approvals, eq(approvals.id, approvalVotes.approvalId))
    .innerJoin(reps, eq(reps.id, approvalVotes.repId))
    .where(inArray(approvalVotes.workItemId, itemIds))
    .all()
  const votes = db
    .select({ approvalId: approvalVotes.approvalId, name: reps.name, answer: approvalVotes.answer })
    .from(approvalVotes)
    .innerJoin(reps, eq(reps.id, approvalVotes.repId))
    .where(inArray(approvalVotes.approvalId, [...new Set(asked.map((each) => each.approval.id))]))
    .orderBy(reps.name)
    .all()
  return new Map(
    asked.map(({ itemId, approval, rep }) => [
      itemId,
      {
        need: approval.need,
        people: votes.filter((vote) => vote.approvalId === approval.id).map(({ name, answer }) => ({ name, answer })),
        mayAnswer: isSamePerson(rep, user) ? 'own' : user.role === 'ops' ? 'other' : 'no',
        isOver: !isWaitOpen(db, approval),
      },
    ]),
  )
}
