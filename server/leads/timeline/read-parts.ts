import { sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import type { Doer, Entry } from './entry'
import { readAudited } from './read-audited'
import { before, type By, type Reading } from './reading'

type Part = (db: Database, reading: Reading, rank: number) => Entry[]

const run = (name: string, runId: string): Doer => ({ kind: 'run', name, runId })
const isAsked = (reading: Reading, kinds: By | undefined) => reading.by === undefined || reading.by === kinds

const arrived: Part = (db, reading, rank) => {
  if (!isAsked(reading, undefined)) return []
  return db
    .all<{ at: number; key: string; source: string }>(
      sql`select leads.received_at as at, leads.id as key, sources.name as source from leads join sources on sources.id = leads.source_id
          where leads.id = ${reading.leadId} and ${before(reading, rank, sql`leads.received_at`, sql`leads.id`)}`,
    )
    .map(({ source, ...entry }) => ({ ...entry, kind: 'arrived', source, by: { kind: 'source', name: source } }))
}

/** What else came about the lead; changes of its fields stand in the audit log, with who made them. */
const came: Part = (db, reading, rank) => {
  if (!isAsked(reading, undefined)) return []
  return db
    .all<{ at: number; key: string; type: string; source: string }>(
      sql`select events.received_at as at, events.id as key, events.type, sources.name as source from events join sources on sources.id = events.source_id
          where events.subject_id = ${reading.leadId} and events.type <> 'lead.updated' and events.id <> (select event_id from leads where id = ${reading.leadId})
            and ${before(reading, rank, sql`events.received_at`, sql`events.id`)}
          order by at desc, key desc limit ${reading.limit}`,
    )
    .map(({ source, ...entry }) => ({ ...entry, kind: 'event', source, by: { kind: 'source', name: source } }))
}

const runsStarted: Part = (db, reading, rank) => {
  if (!isAsked(reading, 'flows')) return []
  return db
    .all<{ at: number; key: string; flow: string }>(
      sql`select runs.started_at as at, runs.id as key, flows.name as flow from runs join flows on flows.id = runs.flow_id
          where runs.subject_type = 'lead' and runs.subject_id = ${reading.leadId} and ${before(reading, rank, sql`runs.started_at`, sql`runs.id`)}
          order by at desc, key desc limit ${reading.limit}`,
    )
    .map(({ flow, ...entry }) => ({ ...entry, kind: 'run-started', flow, runId: entry.key, by: run(flow, entry.key) }))
}

const runsEnded: Part = (db, reading, rank) => {
  if (!isAsked(reading, 'flows')) return []
  return db
    .all<{ at: number; key: string; flow: string; reason: string | null; state: string; failure: string | null }>(
      sql`select runs.ended_at as at, runs.id as key, flows.name as flow, runs.end_reason as reason, runs.state, runs.failure from runs join flows on flows.id = runs.flow_id
          where runs.subject_type = 'lead' and runs.subject_id = ${reading.leadId} and runs.ended_at is not null and ${before(reading, rank, sql`runs.ended_at`, sql`runs.id`)}
          order by at desc, key desc limit ${reading.limit}`,
    )
    .map(({ flow, state, failure, ...entry }) => ({ ...entry, kind: 'run-ended', flow, runId: entry.key, isFailed: state === 'failed', failure: failure ? (JSON.parse(failure) as { nodeId: string; message: string }) : null, by: run(flow, entry.key) }))
}

const messages: Part = (db, reading, rank) => {
  if (!isAsked(reading, 'flows')) return []
  return db
    .all<{ at: number; key: string; channel: string; state: string; reason: string | null; runId: string; nodeId: string; to: string | null; flow: string }>(
      sql`select effects.updated_at as at, effects.key, effects.channel, effects.state, effects.reason, effects.run_id as runId, effects.node_id as nodeId, coalesce(reps.name, contacts.name, contacts.email_norm) as "to", flows.name as flow
          from runs cross join effects on effects.run_id = runs.id join flows on flows.id = runs.flow_id left join reps on reps.id = effects.recipient left join contacts on contacts.id = effects.recipient
          where runs.subject_type = 'lead' and runs.subject_id = ${reading.leadId} and ${before(reading, rank, sql`effects.updated_at`, sql`effects.key`)}
          order by at desc, key desc limit ${reading.limit}`,
    )
    .map(({ flow, ...entry }) => ({ ...entry, kind: 'message', by: run(flow, entry.runId) }))
}

interface WorkRow {
  at: number
  key: string
  title: string
  detail: string
  state: string
  outcome: string | null
  assignee: string | null
  runId: string | null
  flow: string | null
  doneBy: string | null
}

const workOf = (leadId: string) => sql`
  from work_items left join reps on reps.id = work_items.assignee_id left join runs on runs.id = work_items.run_id left join flows on flows.id = runs.flow_id
    left join reps doing on doing.id = work_items.done_by left join users on users.id = work_items.done_by
  where work_items.subject_type = 'lead' and work_items.subject_id = ${leadId} and work_items.kind not in ('claim', 'approval')`
const workColumns = sql`work_items.id as key, work_items.title, work_items.detail, work_items.state, work_items.outcome, reps.name as assignee, work_items.run_id as runId, flows.name as flow, coalesce(doing.name, users.name) as doneBy`

const workOpened: Part = (db, reading, rank) => {
  if (!isAsked(reading, 'flows')) return []
  return db
    .all<WorkRow>(sql`select work_items.created_at as at, ${workColumns} ${workOf(reading.leadId)} and ${before(reading, rank, sql`work_items.created_at`, sql`work_items.id`)} ${reading.by ? sql`and work_items.run_id is not null` : sql``}
      order by at desc, key desc limit ${reading.limit}`)
    .map(({ at, key, title, detail, state, assignee, runId, flow }) => ({
      at, key, kind: 'task', change: 'opened', workItemId: key, title, detail, assignee, outcome: null, isOpen: state === 'open', by: runId && flow ? run(flow, runId) : { kind: 'system', name: null },
    }))
}

const workDone: Part = (db, reading, rank) => {
  if (!isAsked(reading, 'people')) return []
  return db
    .all<WorkRow>(sql`select work_items.done_at as at, ${workColumns} ${workOf(reading.leadId)} and work_items.done_at is not null and ${before(reading, rank, sql`work_items.done_at`, sql`work_items.id`)} ${reading.by ? sql`and work_items.done_by is not null` : sql``}
      order by at desc, key desc limit ${reading.limit}`)
    .map(({ at, key, title, detail, assignee, outcome, doneBy }) => ({ at, key, kind: 'task', change: 'done', workItemId: key, title, detail, assignee, outcome, isOpen: false, by: doneBy ? { kind: 'person', name: doneBy } : { kind: 'system', name: null } }))
}

/** Notes of flows; what is written down when people hand a lead over stands at the hand-over. */
const notes: Part = (db, reading, rank) => {
  if (!isAsked(reading, 'flows')) return []
  return db
    .all<{ at: number; key: string; text: string; runId: string; flow: string }>(
      sql`select notes.created_at as at, notes.id as key, notes.text, notes.run_id as runId, flows.name as flow from notes join runs on runs.id = notes.run_id join flows on flows.id = runs.flow_id
          where notes.subject_type = 'lead' and notes.subject_id = ${reading.leadId} and ${before(reading, rank, sql`notes.created_at`, sql`notes.id`)}
          order by at desc, key desc limit ${reading.limit}`,
    )
    .map(({ flow, runId, ...entry }) => ({ ...entry, kind: 'note', by: run(flow, runId) }))
}

/** Every kind of thing that happens to a lead. Of two in the same instant, the one further back is told as the later. */
export const parts: readonly Part[] = [arrived, came, runsStarted, workDone, readAudited, notes, messages, workOpened, runsEnded]
