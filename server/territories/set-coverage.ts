import { and, asc, eq, isNull } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { reps } from '../db/schema'
import { AppError } from '../errors/app-error'

/**
 * Says which people work a territory; with `onlyAdds`, which do beside those who do already. Somebody without any territory works everywhere, so nobody's last one is taken away here. Each change
 * is audited at the person. Part of the caller's transaction.
 */
export function setCoverage(db: Database, { territory, people, onlyAdds = false, actor }: { territory: { key: string; name: string }; people: string[]; onlyAdds?: boolean; actor: Actor }, now: number): void {
  const wanted = new Set(people)
  for (const rep of db.select({ id: reps.id, name: reps.name, territories: reps.territories }).from(reps).where(and(eq(reps.active, true), isNull(reps.deletedAt))).orderBy(asc(reps.name)).all()) {
    const has = rep.territories.includes(territory.key)
    if (has === wanted.has(rep.id) || (has && onlyAdds)) continue
    const after = has ? rep.territories.filter((each) => each !== territory.key) : [...rep.territories, territory.key]
    if (after.length === 0) throw new AppError('bad-input', `${territory.name} is the only territory of ${rep.name}, who would then work everywhere. Give ${rep.name} another one first.`)
    db.update(reps).set({ territories: after, updatedAt: now }).where(eq(reps.id, rep.id)).run()
    createAddAudit(db)({ actor, action: 'rep.updated', subject: { type: 'rep', id: rep.id }, before: { territories: rep.territories }, after: { territories: after } }, now)
  }
}
