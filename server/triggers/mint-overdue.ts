import { asc, eq, lte } from 'drizzle-orm'
import { evaluate } from '#nodes/revops/evaluate-condition'
import type { Database } from '../db/open-database'
import { deadlines, events, runs, triggers } from '../db/schema'
import type { Writer } from '../db/writer'
import { createReadLead } from '../leads/read-lead'
import { createStartByTrigger } from './start-by-trigger'

const atOnce = 200

/**
 * Starts the runs of deadlines that are over, a group in one transaction, and says whether there is more to do. Whoever deletes
 * the row decides: the awaited event, or the time. The lead must fit the trigger's condition still; one that is closed by
 * now, for example, needs nobody's attention.
 */
export function createMintOverdue(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const readLead = createReadLead(db)
  const startByTrigger = createStartByTrigger(db)
  const due = (now: number) => db.select().from(deadlines).where(lte(deadlines.dueAt, now)).orderBy(asc(deadlines.dueAt), asc(deadlines.id)).limit(atOnce).all()

  function start(deadline: typeof deadlines.$inferSelect, now: number): void {
    const { flowId, subjectType, subjectId, eventId, unless } = deadline
    const trigger = db.select().from(triggers).where(eq(triggers.flowId, flowId)).all().find(({ spec }) => spec.on === 'event' && spec.unless?.event === unless)
    if (trigger?.spec.on !== 'event') return
    const { condition } = trigger.spec
    if (condition && !evaluate(condition, readLead(subjectId) ?? {}).passed) return
    const cause = db.select({ chain: runs.chain }).from(events).innerJoin(runs, eq(runs.id, events.causeRunId)).where(eq(events.id, eventId)).get()
    startByTrigger(trigger, { subjectType, subjectId, dedupeKey: eventId, eventId, chain: cause ? cause.chain + 1 : 0 }, now)
  }

  return async (now) => {
    if (due(now).length === 0) return false
    return writer.write(() => {
      const over = due(now)
      for (const deadline of over) {
        db.delete(deadlines).where(eq(deadlines.id, deadline.id)).run()
        start(deadline, now)
      }
      return over.length === atOnce
    })
  }
}
