import { z } from 'zod'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { heldRosterChanges } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { askToDecide } from '../held/held-work'
import { applyRoster, type RosterDone } from './apply-roster'
import { PersonRow, RosterMode, type RowProblem } from './person-row'
import { leaversOf, planRoster, type RosterPlan } from './plan-roster'
import type { PeopleFile } from './read-people'

/** A file that is held back, as it is done later. */
export const HeldFile = z.object({ name: z.string(), mode: RosterMode, people: z.array(PersonRow) })
export type HeldFile = z.infer<typeof HeldFile>

export interface PeoplePreview {
  problems: RowProblem[]
  unknownColumns: string[]
  joins: { line: number; name: string; email: string | null; team: string | null }[]
  changes: { id: string; name: string; fields: string[] }[]
  leaves: { id: string; name: string; email: string; load: number }[]
  unchanged: number
  active: number
  isHeld: boolean
}

/** What a file would change, without changing it. */
export function previewPeople(db: Database, file: PeopleFile, mode: RosterMode): PeoplePreview {
  const plan = planRoster(db, file.people, mode)
  const { unchanged, active, isHeld } = plan
  return {
    problems: allProblems(file, plan), unknownColumns: file.unknownColumns, unchanged, active, isHeld, leaves: leaversOf(db, plan),
    joins: plan.steps.flatMap(({ kind, row }) => (kind === 'join' && row ? [{ line: row.line, name: row.name ?? '', email: row.email, team: row.team ?? null }] : [])),
    changes: plan.steps.flatMap(({ kind, rep, values, team, manager }) =>
      kind === 'change' && rep ? [{ id: rep.id, name: rep.name, fields: [...Object.keys(values), ...(team === undefined ? [] : ['team']), ...(manager === undefined ? [] : ['manager'])] }] : [],
    ),
  }
}

/**
 * Makes the roster what a file says, in one piece: with a problem in any line nothing is done, and a file that would take away
 * too many people is put aside whole until somebody decides. Part of the caller's transaction.
 */
export function importPeople(db: Database, { name, file, mode, actor }: { name: string; file: PeopleFile; mode: RosterMode; actor: Actor }, now: number): RosterDone | { heldId: string; leavers: number; active: number } {
  const plan = planRoster(db, file.people, mode)
  const problems = allProblems(file, plan)
  const [first] = problems
  if (first) throw new AppError('bad-input', `${problems.length === 1 ? 'One line' : `${problems.length} lines`} of the file cannot be taken, so nothing was changed. Line ${first.line}: ${first.reason}`, { problems })
  if (plan.isHeld) return hold(db, { held: { name, mode, people: file.people }, plan, actor }, now)
  const done = applyRoster(db, { plan, actor }, now)
  createAddAudit(db)({ actor, action: 'roster.imported', subject: { type: 'roster', id: 'roster' }, after: { name, mode, ...done } }, now)
  return done
}

function allProblems(file: PeopleFile, plan: RosterPlan): RowProblem[] {
  return [...file.problems, ...plan.problems].sort((one, other) => one.line - other.line)
}

function hold(db: Database, { held, plan, actor }: { held: HeldFile; plan: RosterPlan; actor: Actor }, now: number) {
  const id = newId(now)
  const leavers = plan.steps.filter(({ kind }) => kind === 'leave').length
  db.insert(heldRosterChanges).values({ id, origin: 'file', change: held, leavers, active: plan.active, state: 'held', createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'roster.change-held', subject: { type: 'roster', id }, after: { origin: 'file', leavers, active: plan.active } }, now)
  askToDecide(db, { heldId: id, why: `By the file “${held.name}” ${leavers} of ${plan.active} active people would leave.` }, now)
  return { heldId: id, leavers, active: plan.active }
}
