import { and, asc, count, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import { createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { sources } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'
import { watchedQueue } from '../work-items/watched-queue'
import { askForRule } from './ask-for-rule'
import { readDefaultPool } from './default-pool'
import { nameKey, sourceName } from './name-key'

/**
 * So many named sources may stand without a rule. A public form can be made to name any number of sources: those beyond count for where
 * their event came from, and the name stays with the lead.
 */
const mostWithoutRule = 200
const lookWithinMs = 24 * 3_600_000

/**
 * Which source a lead is from: what the lead says (“source”, “lead source”), else where its event came from. A name that was never seen
 * becomes a source with its first lead. Where nobody has said what happens to a source's leads, revenue operations are asked, once. Part of
 * the caller's transaction.
 */
export function createSourceOfLead(db: Database): (event: { sourceId: string; data: JsonObject }, now: number) => string {
  const columns = { id: sources.id, name: sources.name, nameKey: sources.nameKey, kind: sources.kind, hasRule: sql<number>`${sources.rule} is not null`, askedAt: sources.askedAt }
  const byId = db.select(columns).from(sources).where(eq(sources.id, sql.placeholder('id'))).prepare()
  const byName = db.select(columns).from(sources).where(and(eq(sources.nameKey, sql.placeholder('key')), isNull(sources.deletedAt))).orderBy(asc(sources.createdAt), asc(sources.id)).limit(1).prepare()
  const withoutRule = db.select({ count: count() }).from(sources).where(and(eq(sources.kind, 'named'), isNull(sources.rule), isNull(sources.deletedAt))).prepare()
  const anyRule = db.select({ id: sources.id }).from(sources).where(isNotNull(sources.rule)).limit(1).prepare()
  type Row = NonNullable<ReturnType<typeof byId.get>>

  function makeNamed(name: string, key: string, now: number): Row {
    const id = newId(now)
    db.insert(sources).values({ id, name, nameKey: key, kind: 'named', createdAt: now }).run()
    createAddAudit(db)({ actor: { kind: 'system', id: 'sources' }, action: 'source.created', subject: { type: 'source', id }, after: { name, kind: 'named' } }, now)
    return { id, name, nameKey: key, kind: 'named', hasRule: 0, askedAt: null }
  }

  function find({ sourceId, data }: { sourceId: string; data: JsonObject }, now: number): Row | undefined {
    const sender = byId.get({ id: sourceId })
    const said = saidSource(data)
    const key = said === '' ? sender?.nameKey : nameKey(said)
    if (!key) return sender
    const known = byName.get({ key })
    if (known || said === '') return known ?? sender
    if ((withoutRule.get()?.count ?? 0) < mostWithoutRule) return makeNamed(said, key, now)
    const queueId = watchedQueue(db, { queueId: readDefaultPool(db).queueId })
    openWorkItem(
      db,
      {
        kind: 'task', title: 'Leads name more sources than can be kept apart', openKey: 'sources-too-many', dueAt: now + lookWithinMs, ...(queueId && { queueId }),
        detail: `${mostWithoutRule} sources have no rule. Leads that name yet another one count for whoever sends them. Give rules at Records → Sources, or see to it that the sender does not make names up.`,
      },
      now,
    )
    return sender
  }

  /** A source that somebody made by hand is only asked about where rules decide at all. */
  const isUsed = () => anyRule.get() !== undefined || readDefaultPool(db).teamId !== null

  return (event, now) => {
    const source = find(event, now)
    if (!source) return event.sourceId
    if (!source.hasRule && source.askedAt === null && (source.kind === 'named' || isUsed())) askForRule(db, source, now)
    return source.id
  }
}

/** Where the lead itself says that it is from. Columns of a list are called as their people call them. */
function saidSource(data: JsonObject): string {
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'string' && /^(lead[ _-]?)?source$/i.test(key)) return sourceName(value)
  }
  return ''
}
