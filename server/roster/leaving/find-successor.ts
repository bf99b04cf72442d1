import { eq } from 'drizzle-orm'
import type { RankedOwner, Ranking } from '#nodes/revops/ranking'
import { rankOwners } from '#nodes/revops/route'
import { wantedOfLead } from '#nodes/revops/wanted'
import type { Database } from '../../db/open-database'
import { type leads, reps } from '../../db/schema'
import { createRosterService } from '../roster-service'

type Lead = Pick<typeof leads.$inferSelect, 'territory' | 'skills' | 'more'>

/** Who takes a lead over, and the ranking as it was; nobody where everybody is full, away or does not fit. */
export interface Succession {
  owner: RankedOwner | undefined
  ranking: Ranking
}

/**
 * Who takes over a lead of somebody who has left: their backup where that person is here and has room, else the best of their team, as for a new lead.
 * Reads today's room; to be asked in the transaction that gives the lead away.
 */
export function findSuccessor(db: Database, lead: Lead, leaver: { id: string; teamId: string; backupId: string | null }, now: number): Succession {
  const roster = createRosterService(db)
  const team = roster.candidates(leaver.teamId, now)
  const backupTeam = leaver.backupId ? db.select({ teamId: reps.teamId }).from(reps).where(eq(reps.id, leaver.backupId)).get()?.teamId : undefined
  const candidates = backupTeam && backupTeam !== leaver.teamId ? [...team, ...roster.candidates(backupTeam, now).filter(({ id }) => id === leaver.backupId)] : team
  const ranking = rankOwners({ candidates, wanted: wantedOfLead(lead), asked: [leaver.id], now })
  return { owner: ranking.ranked.find(({ id }) => id === leaver.backupId) ?? ranking.ranked[0], ranking }
}
