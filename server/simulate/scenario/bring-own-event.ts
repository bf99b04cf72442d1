import { and, asc, eq } from 'drizzle-orm'
import { explainOverload, whyOverloaded } from '#nodes/revops/overload'
import { leadTaken } from '../../acks/lead-taken'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { assignments, reps, sources } from '../../db/schema'
import { createHandOverLeads } from '../../roster/leaving/hand-over-leads'
import { tellOfRep } from '../../roster/tell-of-rep'
import { updateRep } from '../../roster/update-rep'
import { askForRule } from '../../sources/ask-for-rule'
import { tellOfMissingRule } from '../../sources/tell-of-source'
import type { OpenSimulation } from '../open-simulation'

const actor = { kind: 'system', id: 'simulation' } as const
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const longAwayMs = 10 * dayMs

/** Events that no sender brings: they tell of what has happened here. */
const ownEvents = ['lead.taken', 'rep.overloaded', 'rep.away', 'rep.left', 'source.unconfigured'] as const
type OwnEvent = (typeof ownEvents)[number]

export function isOwnEvent(type: string): type is OwnEvent {
  return (ownEvents as readonly string[]).includes(type)
}

/** A source that nobody has said anything about; examples answer for it by this name. */
const exampleSource = { id: 'example-source', name: 'Trade fair' }

/**
 * Has happen in a simulated world what the event tells of: the first rep has taken the lead, and then has too much to do, is away or leaves; or a source sends
 * its first lead.
 */
export async function bringOwnEvent({ world, now }: Pick<OpenSimulation, 'world' | 'now'>, { type, leadId }: { type: OwnEvent; leadId: string }): Promise<void> {
  const { db, writer } = world
  const at = now()
  if (type === 'source.unconfigured') {
    return writer.write((tx) => {
      tx.insert(sources).values({ ...exampleSource, kind: 'named', createdAt: at }).run()
      askForRule(tx, exampleSource, at)
      tellOfMissingRule(tx, exampleSource, at)
    })
  }
  const rep = db.select().from(reps).where(and(eq(reps.role, 'rep'), eq(reps.active, true))).orderBy(asc(reps.id)).get()
  if (!rep) return
  await writer.write((tx) => take(tx, { leadId, rep, takenAt: type === 'lead.taken' ? at : at - dayMs }, at))
  if (type === 'rep.overloaded') {
    await writer.write((tx) => {
      tx.update(reps).set({ capacity: 0 }).where(eq(reps.id, rep.id)).run()
      const overload = whyOverloaded({ name: rep.name, capacity: 0, heldSince: [at - dayMs], lateTasks: 0 }, at)
      tellOfRep(tx, { type, rep, key: 'example', data: overload ? { why: overload.why, words: explainOverload(rep.name, overload, at), load: 1, capacity: 0 } : {} }, at)
    })
  }
  if (type === 'rep.away') {
    const until = at + longAwayMs
    await writer.write((tx) => {
      updateRep(tx, { repId: rep.id, change: { awayUntil: until }, actor }, at)
      tellOfRep(tx, { type, rep, key: 'example', data: { until: new Date(until).toISOString(), days: longAwayMs / dayMs } }, at)
    })
  }
  if (type === 'rep.left') {
    await writer.write((tx) => updateRep(tx, { repId: rep.id, change: { active: false }, actor }, at))
    const handOverLeads = createHandOverLeads(db, writer)
    while (await handOverLeads(at));
  }
}

function take(db: Database, { leadId, rep, takenAt }: { leadId: string; rep: { id: string; name: string }; takenAt: number }, now: number): void {
  db.insert(assignments).values({ id: newId(now), subjectType: 'lead', subjectId: leadId, repId: rep.id, level: 'Example', state: 'accepted', offeredAt: takenAt, answeredAt: takenAt }).run()
  leadTaken(db, { leadId, rep, by: actor }, now)
}
