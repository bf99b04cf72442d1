import { sql } from 'drizzle-orm'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Database } from '../../db/open-database'
import type { Doer, Entry, Happening } from './entry'
import { before, type Reading } from './reading'

interface Row {
  at: number
  key: string
  action: string
  before: string | null
  after: string | null
  reason: string | null
  actorKind: Doer['kind']
  person: string | null
  actingRep: string | null
  runId: string | null
  flow: string | null
  source: string | null
  rep: string | null
  level: string | null
  late: number | null
  endedFor: string | null
  queue: string | null
  fromRep: string | null
  toRep: string | null
}

/** These are told by what they made: a run, a note. */
const toldElsewhere = sql`('run.started-by-hand', 'note.added')`

/** What the audit log says of a lead: offers, hand-overs, changes of fields, approvals and whatever else is written there one day. */
export function readAudited(db: Database, reading: Reading, rank: number): Entry[] {
  const key = sql`printf('%020d', audit_log.seq)`
  const by = reading.by === 'people' ? sql`and audit_log.actor_kind in ('person', 'rep')` : reading.by === 'flows' ? sql`and audit_log.actor_kind = 'run'` : sql``
  return db
    .all<Row>(
      sql`select audit_log.at, ${key} as key, audit_log.action, audit_log.before, audit_log.after, audit_log.reason, audit_log.actor_kind as actorKind,
            users.name as person, acting.name as actingRep, runs.id as runId, flows.name as flow, sources.name as source,
            reps.name as rep, assignments.level, assignments.late, assignments.ended_for as endedFor, queues.name as queue, from_rep.name as fromRep, to_rep.name as toRep
          from audit_log
            left join users on audit_log.actor_kind = 'person' and users.id = audit_log.actor_id
            left join reps acting on audit_log.actor_kind = 'rep' and acting.id = audit_log.actor_id
            left join runs on audit_log.actor_kind = 'run' and runs.id = audit_log.actor_id
            left join flows on flows.id = runs.flow_id
            left join sources on audit_log.actor_kind = 'source' and sources.id = audit_log.actor_id
            left join assignments on assignments.id = audit_log.after ->> '$.assignmentId'
            left join reps on reps.id = assignments.rep_id
            left join queues on queues.id = audit_log.after ->> '$.queueId'
            left join reps from_rep on from_rep.id = audit_log.before ->> '$.ownerId'
            left join reps to_rep on to_rep.id = audit_log.after ->> '$.ownerId'
          where audit_log.subject_type = 'lead' and audit_log.subject_id = ${reading.leadId} and audit_log.action not in ${toldElsewhere} ${by} and ${before(reading, rank, sql`audit_log.at`, key)}
          order by audit_log.at desc, key desc limit ${reading.limit}`,
    )
    .map((row) => ({ at: row.at, key: row.key, by: doerOf(row), ...happeningOf(row) }))
}

function doerOf({ actorKind, person, actingRep, runId, flow, source }: Row): Doer {
  if (actorKind === 'run') return { kind: 'run', name: flow, ...(runId && { runId }) }
  return { kind: actorKind, name: actorKind === 'person' ? person : actorKind === 'rep' ? actingRep : actorKind === 'source' ? source : null }
}

function happeningOf(row: Row): Happening {
  const after = read(row.after)
  const assignmentId = text(after.assignmentId)
  switch (row.action) {
    case 'assignment.offered':
    case 'assignment.accepted':
    case 'assignment.declined':
    case 'assignment.expired': {
      const change = row.action.slice('assignment.'.length) as 'offered' | 'accepted' | 'declined' | 'expired'
      const why = change === 'declined' || change === 'expired' ? (text(after.endedFor) ?? row.endedFor) : null
      return { kind: 'assignment', change, assignmentId: assignmentId ?? '', rep: row.rep ?? '', level: row.level ?? '', isLate: change === 'accepted' && row.late === 1, why }
    }
    case 'lead.handed-over':
      return { kind: 'handed-over', from: row.fromRep, to: row.toRep, assignmentId, reason: row.reason }
    case 'queue.entered':
      return { kind: 'queued', queue: row.queue }
    case 'queue.claimed':
      return { kind: 'claimed', rep: row.rep, assignmentId }
    case 'lead.updated': {
      const old = read(row.before)
      return { kind: 'changed', fields: Object.keys(after).map((path) => ({ path, before: old[path] ?? null, after: after[path] ?? null })) }
    }
    case 'approval.asked':
    case 'approval.answered':
    case 'approval.decided':
      return { kind: 'approval', change: row.action.slice('approval.'.length) as 'asked' | 'answered' | 'decided', answer: text(after.answer) ?? text(after.decision), note: row.reason }
    default:
      return { kind: 'other', action: row.action, reason: row.reason }
  }
}

function read(value: string | null): JsonObject {
  const found = value === null ? null : (JSON.parse(value) as Json)
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {}
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
