import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Json } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { readBusinessHours } from '../../calendar/business-hours'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
import { hrTeam } from '../../scim/groups/hr-team'
import { moveRep } from '../../scim/groups/move-rep'
import { changedAt } from '../../scim/resources/render'
import { newRep } from '../new-rep'
import { updateRep } from '../update-rep'
import type { Manager, RosterPlan, RosterStep } from './plan-roster'

export interface RosterDone {
  joined: number
  changed: number
  left: number
  unchanged: number
}

/** Does what a plan says, all of it. The plan must have been made in this same transaction and hold no problems. Part of the caller's transaction. */
export function applyRoster(db: Database, { plan, actor }: { plan: RosterPlan; actor: Actor }, now: number): RosterDone {
  const addAudit = createAddAudit(db)
  const joined = new Map<number, string>()
  for (const step of plan.steps) if (step.kind === 'join' && step.row) joined.set(step.row.line, join(step))
  for (const step of plan.steps) if (step.kind === 'change' && step.rep) change(step.rep, step)
  // Whoever joins may lead and be led by others who join.
  for (const step of plan.steps) {
    const repId = step.rep?.id ?? (step.row && joined.get(step.row.line))
    if (step.manager !== undefined && repId !== undefined) lead(repId, step.manager)
  }
  for (const step of plan.steps) if (step.kind === 'leave' && step.rep) updateRep(db, { repId: step.rep.id, change: { active: false }, actor }, now)
  const count = (kind: RosterStep['kind']) => plan.steps.filter((step) => step.kind === kind).length
  return { joined: count('join'), changed: count('change'), left: count('leave'), unchanged: plan.unchanged }

  function join({ values, team }: RosterStep): string {
    const id = newId(now)
    const teamId = team === undefined ? hrTeam(db, actor, now) : teamNamed(team)
    const { name = '', email = '', zone = readBusinessHours(db).zone, ...more } = values
    db.insert(reps).values({ ...newRep(), ...more, id, name, email, zone, teamId, active: true, joinedAt: now, createdAt: now, updatedAt: now }).run()
    addAudit({ actor, action: 'rep.created', subject: { type: 'rep', id }, after: { name, hrId: more.hrId ?? null, teamId } }, now)
    return id
  }

  function change(rep: NonNullable<RosterStep['rep']>, { values: { active, capacity, ...values }, team }: RosterStep): void {
    if (active !== undefined || capacity !== undefined) updateRep(db, { repId: rep.id, change: { ...(active !== undefined && { active }), ...(capacity !== undefined && { capacity }) }, actor }, now)
    if (Object.keys(values).length > 0) {
      db.update(reps).set({ ...values, updatedAt: changedAt(rep, now) }).where(eq(reps.id, rep.id)).run()
      const before = Object.fromEntries(Object.keys(values).map((key) => [key, rep[key as keyof typeof rep] as Json]))
      addAudit({ actor, action: 'rep.updated', subject: { type: 'rep', id: rep.id }, before, after: values }, now)
    }
    if (team !== undefined) moveRep(db, { repId: rep.id, teamId: teamNamed(team), actor }, now)
  }

  function lead(repId: string, manager: Manager | null): void {
    const managerId = manager === null ? null : 'repId' in manager ? manager.repId : (joined.get(manager.line) ?? null)
    const rep = db.select().from(reps).where(eq(reps.id, repId)).get()
    if (!rep || rep.managerId === managerId) return
    db.update(reps).set({ managerId, updatedAt: changedAt(rep, now) }).where(eq(reps.id, repId)).run()
    addAudit({ actor, action: 'rep.updated', subject: { type: 'rep', id: repId }, before: { managerId: rep.managerId }, after: { managerId } }, now)
  }

  /** The oldest team of this name, or a new one. */
  function teamNamed(name: string): string {
    const known = db.select({ id: teams.id }).from(teams).where(and(eq(teams.name, name), isNull(teams.deletedAt))).orderBy(asc(teams.createdAt), asc(teams.id)).get()
    if (known) return known.id
    const id = newId(now)
    db.insert(teams).values({ id, name, createdAt: now }).run()
    addAudit({ actor, action: 'team.created', subject: { type: 'team', id }, after: { name } }, now)
    return id
  }
}
