import { desc, eq, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/open-database'
import { contacts, effects, flows, gateDecisions, leads, runs } from '../db/schema'

const newestDecision = alias(gateDecisions, 'newest_decision')

/** What is listed of a message to a person outside. `decision`: what the contact gate answered last, for the words of the page. */
export function readMessages(db: Database, where: SQL) {
  return db
    .select({
      key: effects.key, channel: effects.channel, state: effects.state, attempt: effects.attempt, reason: effects.reason, notBefore: effects.notBefore, at: effects.createdAt, changedAt: effects.updatedAt,
      subject: sql<string | null>`json_extract(${effects.request}, '$.subject')`,
      contact: { id: contacts.id, name: sql<string | null>`coalesce(${contacts.name}, ${contacts.emailNorm}, ${contacts.phoneNorm})` },
      lead: { id: leads.id, name: leads.name },
      flow: { id: flows.id, name: flows.name }, runId: effects.runId, nodeId: effects.nodeId,
      decision: { verdict: newestDecision.verdict, until: newestDecision.until, purpose: newestDecision.purpose, checks: newestDecision.checks, at: newestDecision.at },
    })
    .from(effects)
    .innerJoin(contacts, eq(contacts.id, effects.contactId))
    .innerJoin(runs, eq(runs.id, effects.runId))
    .innerJoin(flows, eq(flows.id, runs.flowId))
    .leftJoin(leads, eq(leads.id, runs.subjectId))
    .leftJoin(newestDecision, sql`${newestDecision.id} = (select id from gate_decisions where effect_key = ${effects.key} order by at desc, id desc limit 1)`)
    .where(where)
    .orderBy(desc(effects.createdAt), desc(effects.key))
    .all()
}

export type MessageRow = ReturnType<typeof readMessages>[number]
