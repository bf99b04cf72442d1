import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
import { isTooMany } from '../held/too-many-leavers'
import { load } from '../load'
import type { PersonRow, RosterMode, RowProblem } from './person-row'

type Rep = typeof reps.$inferSelect

/** What is to become of one person. `manager` is the id of somebody here, or the line of somebody who joins. */
export interface RosterStep {
  kind: 'join' | 'change' | 'leave'
  /** Absent for those who join. */
  rep?: Rep
  /** Absent for those of whom the file says nothing. */
  row?: PersonRow
  values: Partial<Pick<Rep, 'hrId' | 'name' | 'email' | 'zone' | 'active' | 'capacity' | 'territories' | 'skills' | 'languages'>>
  team?: string
  manager?: Manager | null
}

export type Manager = { repId: string } | { line: number }

export interface RosterPlan {
  steps: RosterStep[]
  problems: RowProblem[]
  unchanged: number
  /** How many are active now. */
  active: number
  /** Whether so many would leave that somebody must decide first. */
  isHeld: boolean
}

/** What a file of people would change, as the roster is now. Nothing is done; with problems nothing may be. */
export function planRoster(db: Database, people: PersonRow[], mode: RosterMode): RosterPlan {
  const everyone = db.select().from(reps).where(isNull(reps.deletedAt)).orderBy(asc(reps.name), asc(reps.id)).all()
  const teamNames = new Map(db.select({ id: teams.id, name: teams.name }).from(teams).all().map(({ id, name }) => [id, name]))
  const find = createFind(everyone)
  const problems: RowProblem[] = []
  const matched = new Map<string, PersonRow>()
  const pairs = people.map((row) => {
    const rep = find(row.id, row.email)
    const twin = rep && matched.get(rep.id)
    if (twin) problems.push({ line: row.line, column: null, reason: `This is the same person as in line ${twin.line}: ${rep.name}.` })
    if (rep) matched.set(rep.id, row)
    if (!rep && row.name === null) problems.push({ line: row.line, column: null, reason: 'The line says no name, and nobody with this id or address is here.' })
    return { row, rep }
  })

  const managers = new Map<PersonRow, Manager | null>()
  for (const { row } of pairs) {
    if (row.manager === undefined) continue
    const manager = row.manager === null ? null : findManager(row.manager)
    if (manager === undefined) problems.push({ line: row.line, column: null, reason: `The manager “${String(row.manager).slice(0, 80)}” is neither in this file nor on the roster. Name them by id or e-mail address.` })
    else managers.set(row, manager)
  }
  problems.push(...findCircles())

  const steps = pairs.flatMap(({ row, rep }) => stepOf(row, rep))
  if (mode === 'full') for (const rep of everyone) if (rep.active && !matched.has(rep.id)) steps.push({ kind: 'leave', rep, values: { active: false } })
  const active = everyone.filter((rep) => rep.active).length
  const leavers = steps.filter(({ kind }) => kind === 'leave').length
  return { steps, problems: problems.sort((one, other) => one.line - other.line), unchanged: people.length - steps.filter(({ row }) => row).length, active, isHeld: isTooMany(leavers, active) }

  function findManager(named: string): Manager | undefined {
    const isNamed = ({ id, email }: PersonRow) => id === named || email === named.toLowerCase()
    const pair = pairs.find(({ row }) => isNamed(row))
    if (pair) return pair.rep ? { repId: pair.rep.id } : { line: pair.row.line }
    const rep = find(named, named.toLowerCase())
    return rep && { repId: rep.id }
  }

  /** Everybody has one manager at most: whoever comes back to where they began goes in a circle. */
  function findCircles(): RowProblem[] {
    const keyOf = (manager: Manager) => ('repId' in manager ? manager.repId : `line ${manager.line}`)
    const ledBy = new Map(everyone.flatMap((rep) => (rep.managerId === null ? [] : [[rep.id, rep.managerId] as const])))
    const lines = new Map<string, number>()
    for (const { row, rep } of pairs) {
      const key = rep?.id ?? `line ${row.line}`
      lines.set(key, row.line)
      const manager = managers.get(row)
      if (manager === null) ledBy.delete(key)
      else if (manager) ledBy.set(key, keyOf(manager))
    }
    const done = new Set<string>()
    return [...ledBy.keys()].flatMap((start) => {
      const way: string[] = []
      for (let at: string | undefined = start; at !== undefined && !done.has(at); at = ledBy.get(at)) {
        done.add(at)
        way.push(at)
      }
      const next = ledBy.get(way.at(-1) ?? '')
      const circle = next === undefined || !way.includes(next) ? [] : way.slice(way.indexOf(next))
      const inFile = circle.flatMap((key) => lines.get(key) ?? []).sort((one, other) => one - other)
      return inFile.length === 0 ? [] : [{ line: inFile[0] as number, column: null, reason: `The people of ${inFile.length === 1 ? 'this line' : `the lines ${inFile.join(', ')}`} lead one another in a circle.` }]
    })
  }

  function stepOf(row: PersonRow, rep: Rep | undefined): RosterStep[] {
    const manager = managers.get(row)
    const said: RosterStep['values'] = {
      ...(row.id !== null && { hrId: row.id }), ...(row.name !== null && { name: row.name }), ...(row.email !== null && { email: row.email }), ...(row.zone && { zone: row.zone }), ...(row.active !== undefined && { active: row.active }),
      ...(typeof row.capacity === 'number' && { capacity: row.capacity }), ...(row.territories && { territories: row.territories }), ...(row.skills && { skills: row.skills }), ...(row.languages && { languages: row.languages }),
    }
    if (!rep) return row.active === false ? [] : [{ kind: 'join', row, values: said, ...(row.team && { team: row.team }), ...(manager && { manager }) }]
    if (row.active === false && rep.active) return [{ kind: 'leave', rep, row, values: { active: false } }]
    // Who stands in a list of all who work here works here, also after having left.
    if (mode === 'full' && row.active === undefined && !rep.active) said.active = true
    const values = Object.fromEntries(Object.entries(said).filter(([key, value]) => (key === 'email' ? rep.email.toLowerCase() !== value : !isDeepStrictEqual(rep[key as keyof typeof said], value))))
    const isMoved = row.team && teamNames.get(rep.teamId) !== row.team
    const managerNow = manager && 'repId' in manager ? manager.repId : manager
    const isLedAnew = manager !== undefined && managerNow !== rep.managerId
    if (Object.keys(values).length === 0 && !isMoved && !isLedAnew) return []
    return [{ kind: 'change', rep, row, values, ...(isMoved && row.team && { team: row.team }), ...(isLedAnew && { manager }) }]
  }
}

/** People by the id of the HR system, else by their address, where only one has it who has no other id. */
function createFind(everyone: Rep[]): (id: string | null, email: string | null) => Rep | undefined {
  const byId = new Map(everyone.flatMap((rep) => (rep.hrId === null ? [] : [[rep.hrId, rep] as const])))
  const byEmail = new Map<string, Rep[]>()
  for (const rep of everyone) byEmail.set(rep.email.toLowerCase(), [...(byEmail.get(rep.email.toLowerCase()) ?? []), rep])
  return (id, email) => {
    const known = id === null ? undefined : byId.get(id)
    if (known || email === null) return known
    const found = (byEmail.get(email) ?? []).filter((rep) => id === null || id === email || rep.hrId === null)
    return found.length === 1 ? found[0] : undefined
  }
}

/** Who would go, and how many leads each has now. */
export function leaversOf(db: Database, { steps }: Pick<RosterPlan, 'steps'>): { id: string; name: string; email: string; load: number }[] {
  return viewLeavers(db, steps.flatMap(({ kind, rep }) => (kind === 'leave' && rep ? [rep.id] : [])))
}

export function viewLeavers(db: Database, ids: string[]): { id: string; name: string; email: string; load: number }[] {
  const wanted = db.select({ id: reps.id, name: reps.name, email: reps.email, load }).from(reps).where(and(eq(reps.active, true), isNull(reps.deletedAt), sql`${reps.id} in (select value from json_each(${JSON.stringify(ids)}))`))
  return wanted.orderBy(asc(reps.name), asc(reps.id)).all()
}
