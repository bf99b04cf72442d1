import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { armedStarts, triggers } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'

export type ArmedStart = typeof armedStarts.$inferSelect
type Key = Pick<ArmedStart, 'flowId' | 'subjectType' | 'subjectId'>

const find = keptQuery((db) =>
  db
    .select()
    .from(armedStarts)
    .where(and(eq(armedStarts.flowId, sql.placeholder('flowId')), eq(armedStarts.subjectType, sql.placeholder('subjectType')), eq(armedStarts.subjectId, sql.placeholder('subjectId'))))
    .prepare(),
)
const remove = keptQuery((db) =>
  db
    .delete(armedStarts)
    .where(and(eq(armedStarts.flowId, sql.placeholder('flowId')), eq(armedStarts.subjectType, sql.placeholder('subjectType')), eq(armedStarts.subjectId, sql.placeholder('subjectId'))))
    .prepare(),
)
const armingTriggers = keptQuery((db) => db.select().from(triggers).where(isNotNull(triggers.arms)).prepare())

/** The start that is armed for this flow and subject. */
export function findArmed(db: Database, key: Key): ArmedStart | undefined {
  return find(db).get({ ...key })
}

/** Arms it, or moves what is armed. Part of the caller's transaction, as all here. */
export function arm(db: Database, row: ArmedStart): void {
  const { flowId, subjectType, subjectId, ...values } = row
  if (!insertRow(db, armedStarts, row, { orIgnore: true })) updateRows(db, armedStarts, values, { flowId, subjectType, subjectId })
}

/** Nothing is armed for this flow and subject any more. */
export function disarm(db: Database, { flowId, subjectType, subjectId }: Key): void {
  remove(db).run({ flowId, subjectType, subjectId })
}

/** The triggers whose starts are armed for each lead. */
export function findArmingTriggers(db: Database): (typeof triggers.$inferSelect)[] {
  return armingTriggers(db).all()
}

/** Has all leads gone through again: times count otherwise from now on. */
export function armAgain(db: Database, now: number): void {
  db.update(triggers).set({ arming: { after: null, since: now } }).where(isNotNull(triggers.arms)).run()
}
