import { and, asc, count, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import { balanceOf } from '#nodes/revops/balance'
import { standardRules } from '#nodes/revops/route-rules'
import { idAt } from '../db/id-at'
import type { Database } from '../db/open-database'
import { assignments, reps, teams } from '../db/schema'
import { load } from '../roster/load'
import { looksBackDays } from './read-decisions'

const dayMs = 86_400_000

/** How evenly a team's leads are spread, and how full it is. */
export interface TeamBalance {
  id: string
  name: string
  /** Live leads, and room for how many, of all who are active. */
  load: number
  capacity: number
  /**
   * How unevenly the leads of the last 30 days were offered, by the room of each: 0 even, near 1 all to one (see `balanceOf`). Null
   * with fewer than two to compare: who joined meanwhile or has no room is left out.
   */
  unevenness: number | null
  reps: TeamMember[]
}

interface TeamMember {
  id: string
  name: string
  load: number
  capacity: number
  /** Leads offered in the last 30 days, and how many of them were taken. */
  offered: number
  taken: number
  /** Since when the reported room is older than routing believes without being told otherwise; null where it is not. */
  staleSince: number | null
}

/** Each team with active reps, by name. */
export function readTeamBalance(db: Database, now: number): TeamBalance[] {
  const since = now - looksBackDays * dayMs
  const counted = db
    .select({ repId: assignments.repId, offered: count(), taken: sql<number>`sum(${assignments.answeredAt} is not null and ${inArray(assignments.state, ['accepted', 'released'])})` })
    .from(assignments)
    .where(gte(assignments.id, idAt(since)))
    .groupBy(assignments.repId)
    .all()
  const members = db
    .select({ id: reps.id, name: reps.name, teamId: reps.teamId, capacity: reps.capacity, load, capacityAt: reps.capacityAt, cameAt: sql<number>`coalesce(${reps.joinedAt}, ${reps.createdAt})` })
    .from(reps)
    .where(and(eq(reps.role, 'rep'), eq(reps.active, true), isNull(reps.deletedAt)))
    .orderBy(asc(reps.name))
    .all()
  const found = db.select({ id: teams.id, name: teams.name }).from(teams).where(isNull(teams.deletedAt)).orderBy(asc(teams.name)).all()
  return found.flatMap((team) => {
    const own = members.filter(({ teamId }) => teamId === team.id)
    if (own.length === 0) return []
    const people = own.map(({ id, name, load, capacity, capacityAt }) => {
      const { offered = 0, taken = 0 } = counted.find(({ repId }) => repId === id) ?? {}
      return { id, name, load, capacity, offered, taken, staleSince: staleSince(capacityAt, now) }
    })
    const compared = people.filter(({ capacity }, index) => capacity > 0 && (own[index]?.cameAt ?? now) <= since)
    const sum = (key: 'load' | 'capacity') => people.reduce((so, each) => so + each[key], 0)
    return [{
      ...team, load: sum('load'), capacity: sum('capacity'),
      unevenness: compared.length < 2 ? null : balanceOf(compared.map(({ offered, capacity }) => offered / capacity)), reps: people,
    }]
  })
}

function staleSince(capacityAt: number | null, now: number): number | null {
  const { staleAfterMs } = standardRules
  if (capacityAt === null || staleAfterMs === null || now - capacityAt <= staleAfterMs) return null
  return capacityAt + staleAfterMs
}
