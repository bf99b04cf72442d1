import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { localDay } from '#nodes/revops/local-day'
import { explainOverload, type Overload, whyOverloaded } from '#nodes/revops/overload'
import { roomOf } from '#nodes/revops/route-parts'
import { standardRules } from '#nodes/revops/route-rules'
import type { Database } from '../db/open-database'
import { assignments, events, reps } from '../db/schema'
import type { Writer } from '../db/writer'
import { isLive } from '../assignments/is-live'
import { internalSourceId } from '../events/internal-source'
import { absentUntil } from './absent'
import { load } from './load'
import { externalIdOf, tellOfRep } from './tell-of-rep'

const dayMs = 86_400_000
/** So often people are looked at: leads that they have too many of wait for hours, not seconds. */
const everyMs = 60_000
/** Whoever is away for at least so long is told of; shorter absences are what backups and queues are for. */
const longAwayMs = 2 * dayMs
/** With a smaller part of their room taken nobody is looked at more closely, unless tasks are late. */
const lookFrom = 0.5

type Person = ReturnType<ReturnType<typeof findPeople>['all']>[number]

/** Something to tell of a person: once for each key. */
interface Told {
  rep: Person
  type: 'rep.overloaded' | 'rep.away'
  key: string
  data: { [name: string]: string | number }
}

/**
 * Looks once a minute who has too much to do or is away for days, and tells flows: of too much once for each of the person's own days, of an absence once.
 * Any number of processes may do it. Says that there is nothing more to do.
 */
export function createNoticePeople(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const people = findPeople(db)
  const held = db.select({ at: assignments.offeredAt }).from(assignments).where(and(eq(assignments.repId, sql.placeholder('id')), isLive)).prepare()
  const known = db.select({ id: events.id }).from(events).where(and(eq(events.sourceId, internalSourceId), eq(events.externalId, sql.placeholder('externalId')))).prepare()
  let lookAt = 0

  function overloadOf(rep: Person, now: number): Overload | undefined {
    const capacity = roomOf(rep, now, standardRules)
    if (rep.load < capacity * lookFrom && rep.lateTasks === 0) return undefined
    return whyOverloaded({ name: rep.name, capacity, heldSince: held.all({ id: rep.id }).map(({ at }) => at), lateTasks: rep.lateTasks }, now)
  }

  function toldOf(rep: Person, now: number): Told[] {
    const overload = overloadOf(rep, now)
    const until = Math.max(rep.awayUntil ?? 0, rep.absentUntil ?? 0)
    return [
      ...(overload ? [{ rep, type: 'rep.overloaded' as const, key: localDay(now, rep.zone).date, data: { why: overload.why, words: explainOverload(rep.name, overload, now), load: overload.load, capacity: overload.capacity } }] : []),
      ...(until >= now + longAwayMs ? [{ rep, type: 'rep.away' as const, key: String(until), data: { until: new Date(until).toISOString(), days: Math.ceil((until - now) / dayMs) } }] : []),
    ]
  }

  const findNew = (now: number) =>
    people.all({ now }).flatMap((rep) => toldOf(rep, now)).filter(({ rep, type, key }) => known.get({ externalId: externalIdOf(type, rep.id, key) }) === undefined)

  return async (now) => {
    if (now < lookAt) return false
    lookAt = now + everyMs
    if (findNew(now).length > 0) await writer.write((tx) => {
      for (const told of findNew(now)) tellOfRep(tx, told, now)
    })
    return false
  }
}

/** Reps who are here and have a lead, a task whose time is over, or are away. */
function findPeople(db: Database) {
  const lateTasks = sql<number>`(select count(*) from work_items where work_items.assignee_id = reps.id and work_items.state = 'open' and work_items.kind = 'task' and work_items.due_at < ${sql.placeholder('now')})`
  return db
    .select({ id: reps.id, name: reps.name, teamId: reps.teamId, zone: reps.zone, capacity: reps.capacity, joinedAt: reps.joinedAt, awayUntil: reps.awayUntil, load, lateTasks, absentUntil })
    .from(reps)
    .where(and(eq(reps.active, true), eq(reps.role, 'rep'), isNull(reps.deletedAt), or(gt(load, 0), gt(lateTasks, 0), gt(reps.awayUntil, sql.placeholder('now')), gt(absentUntil, sql.placeholder('now')))))
    .prepare()
}
