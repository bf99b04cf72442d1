import { asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { leads, leakFindings, queues, reps } from '../db/schema'

const maxListed = 200

/** The leaks that are open, the most money first, with the names that people know their subjects by. */
export function listFindings(db: Database) {
  const rows = db
    .select({ finding: leakFindings, leadName: leads.name, leadEmail: leads.email, queueName: queues.name, repName: reps.name })
    .from(leakFindings)
    .leftJoin(leads, eq(leads.id, leakFindings.subjectId))
    .leftJoin(queues, eq(queues.id, leakFindings.subjectId))
    .leftJoin(reps, eq(reps.id, leakFindings.subjectId))
    .where(isNull(leakFindings.closedAt))
    .orderBy(desc(sql`coalesce(${leakFindings.money}, 0)`), asc(leakFindings.since))
    .limit(maxListed)
    .all()
  // A lead with two findings is lost once.
  const worth = db.select({ money: sql<number | null>`max(${leakFindings.money})`.as('worth') }).from(leakFindings).where(isNull(leakFindings.closedAt)).groupBy(leakFindings.subjectType, leakFindings.subjectId).as('worth')
  const { money } = db.select({ money: sql<number>`coalesce(sum(worth), 0)` }).from(worth).get() ?? { money: 0 }
  const { count } = db.select({ count: sql<number>`count(*)` }).from(leakFindings).where(isNull(leakFindings.closedAt)).get() ?? { count: 0 }
  return {
    count,
    money,
    items: rows.map(({ finding, leadName, leadEmail, queueName, repName }) => ({
      id: finding.id, invariant: finding.invariant, kind: finding.kind,
      subject: { type: finding.subjectType, id: finding.subjectId, name: leadName ?? leadEmail ?? queueName ?? repName ?? null },
      runId: finding.runId, since: finding.since, firstSeenAt: finding.firstSeenAt, money: finding.money, ...finding.words,
    })),
  }
}
