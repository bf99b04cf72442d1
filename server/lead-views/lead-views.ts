import { asc, count, eq, or } from 'drizzle-orm'
import { z } from 'zod'
import { createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { leadViews, users } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { AppError } from '../errors/app-error'
import type { SessionUser } from '../people/find-session'
import { isAtLeast } from '../people/roles'

/** So many views one person may keep. */
const mostViews = 100

const name = z.string().trim().min(1, 'Give the view a name.').max(60, 'Use at most 60 characters.')
const search = z.record(z.string().max(30), z.string().max(2_000)).refine((each) => Object.keys(each).length <= 30, 'A view holds at most 30 settings.')

export const NewView = z.object({ name, isShared: z.boolean().default(false), search })
export const ViewChange = z.object({ name: name.optional(), isShared: z.boolean().optional(), search: search.optional() })

/** The person's own views and those that are shared with everybody, by name. */
export function listViews(db: Database, user: SessionUser) {
  return db
    .select({ id: leadViews.id, name: leadViews.name, isShared: leadViews.isShared, search: leadViews.search, userId: leadViews.userId, madeBy: users.name })
    .from(leadViews)
    .leftJoin(users, eq(users.id, leadViews.userId))
    .where(or(eq(leadViews.userId, user.id), eq(leadViews.isShared, true)))
    .orderBy(asc(leadViews.name), asc(leadViews.id))
    .all()
    .map(({ userId, ...view }) => ({ ...view, isOwn: userId === user.id, mayChange: userId === user.id || isAtLeast(user.role, 'ops') }))
}

/** Part of the caller's transaction. */
export function createView(db: Database, { user, ...view }: z.infer<typeof NewView> & { user: SessionUser }, now: number): { id: string } {
  const { own } = db.select({ own: count() }).from(leadViews).where(eq(leadViews.userId, user.id)).get() ?? { own: 0 }
  if (own >= mostViews) throw new AppError('conflict', `You have ${mostViews} views already. Delete one that you do not need any more.`)
  const id = newId(now)
  insertRow(db, leadViews, { ...view, id, userId: user.id, createdAt: now, updatedAt: now })
  if (view.isShared) createAddAudit(db)({ actor: { kind: 'person', id: user.id }, action: 'lead-view.shared', subject: { type: 'lead-view', id }, after: { name: view.name } }, now)
  return { id }
}

/** Part of the caller's transaction. Others' views are changed by revenue operations only, and only where they are shared. */
export function changeView(db: Database, { id, change, user }: { id: string; change: z.infer<typeof ViewChange>; user: SessionUser }, now: number): void {
  const view = findChangeable(db, id, user)
  updateRows(db, leadViews, { ...change, updatedAt: now }, { id })
  if (view.isShared || change.isShared) createAddAudit(db)({ actor: { kind: 'person', id: user.id }, action: 'lead-view.changed', subject: { type: 'lead-view', id }, before: { name: view.name, isShared: view.isShared }, after: { name: change.name ?? view.name, isShared: change.isShared ?? view.isShared } }, now)
}

/** Part of the caller's transaction. */
export function deleteView(db: Database, { id, user }: { id: string; user: SessionUser }, now: number): void {
  const view = findChangeable(db, id, user)
  db.delete(leadViews).where(eq(leadViews.id, id)).run()
  if (view.isShared) createAddAudit(db)({ actor: { kind: 'person', id: user.id }, action: 'lead-view.deleted', subject: { type: 'lead-view', id }, before: { name: view.name } }, now)
}

function findChangeable(db: Database, id: string, user: SessionUser) {
  const view = db.select().from(leadViews).where(eq(leadViews.id, id)).get()
  if (!view || (!view.isShared && view.userId !== user.id)) throw new AppError('not-found', 'There is no such view any more. Choose another one.')
  if (view.userId !== user.id && !isAtLeast(user.role, 'ops')) throw new AppError('not-allowed', 'This view belongs to somebody else. Save it as a view of your own to change it.')
  return view
}
