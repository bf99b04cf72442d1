import type Sqlite from 'better-sqlite3'
import type { Invariant } from '#server/leakcheck/leak-finding'

/** What must be found for a plant, and nothing else. */
export interface Expected {
  invariant: Invariant
  kind: string
  subject: string
}

/** One way of breaking a promise by hand, in a transaction that is rolled back. */
export interface Plant {
  what: string
  plant(tools: Tools): Expected
}

export interface Tools {
  now: number
  run(sql: string, ...values: unknown[]): void
  /** The first row; throws when there is none, since then the base has nothing to plant this in. */
  one(sql: string, ...values: unknown[]): Record<string, string>
}

export function plantTools(client: Sqlite.Database, now: number): Tools {
  return {
    now,
    run: (sql, ...values) => void client.prepare(sql).run(...values),
    one(sql, ...values) {
      const row = client.prepare(sql).get(...values) as Record<string, string> | undefined
      if (!row) throw new Error(`test.plants: the base has no row for ${sql}`)
      return row
    },
  }
}

const minute = 60_000
const owned = `select leads.id, leads.event_id, leads.owner_id from leads join assignments on assignments.subject_id = leads.id and assignments.state = 'accepted' where leads.state = 'routed' limit 1 offset 3`
const waiting = `select runs.id, runs.subject_id from runs where state = 'waiting' and hold is null and exists (select 1 from waits where run_id = runs.id and waits.state = 'open') limit 1`
const fresh = `select id, subject_id from runs where state = 'starting' limit 1`
const failed = `select id, subject_id, ended_at from runs where state = 'failed' limit 1`
const done = `select id, subject_id from runs where state = 'done' and end_reason = 'accepted' limit 1 offset 5`
const sent = `select effects.key, effects.run_id, runs.subject_id from effects join runs on runs.id = effects.run_id where effects.state = 'done' and runs.state = 'done' limit 1 offset 9`

const copyLead = `
  insert into leads (id, event_id, source_id, contact_id, name, email, skills, more, state, owner_id, amount, received_at, updated_at, version)
  select ?, event_id, source_id, contact_id, name, email, skills, more, state, owner_id, amount, received_at, updated_at, version from leads where id = ?`
const copyEvent = `
  insert into events (id, source_id, external_id, type, data, subject_type, subject_id, occurred_at, received_at, state)
  select ?, source_id, ?, type, data, subject_type, ?, occurred_at, received_at, ? from events where id = ?`
const addTask = `
  insert into tasks (id, type, title, subject_type, subject_id, owner_id, state, due_at, open_key, created_at) values (?, 'call', 'Call', 'lead', ?, ?, 'open', ?, ?, ?)`

export const plants: Plant[] = [
  {
    what: 'the lead of an inquiry is deleted',
    plant({ run, one }) {
      const lead = one(owned)
      run('delete from leads where id = ?', lead.id)
      return { invariant: 'INV1', kind: 'event-without-lead', subject: lead.event_id as string }
    },
  },
  {
    what: 'an inquiry is taken in, and no lead is made of it',
    plant({ run, one }) {
      run(copyEvent, 'planted-event', 'planted', null, 'done', one(owned).event_id)
      return { invariant: 'INV1', kind: 'event-without-lead', subject: 'planted-event' }
    },
  },
  {
    what: 'one inquiry becomes two leads',
    plant({ run, one }) {
      run(copyLead, '~planted', one(owned).id)
      return { invariant: 'INV1', kind: 'event-with-two-leads', subject: '~planted' }
    },
  },
  {
    what: 'the inquiry behind a lead is deleted',
    plant({ run, one }) {
      const lead = one(owned)
      run('delete from events where id = ?', lead.event_id)
      return { invariant: 'INV1', kind: 'lead-without-event', subject: lead.id as string }
    },
  },
  {
    what: 'an inquiry is stuck, and its work item is missing',
    plant({ run, one }) {
      run(copyEvent, 'planted-event', 'planted', null, 'stuck', one(owned).event_id)
      return { invariant: 'INV1', kind: 'stuck-event-unseen', subject: 'planted-event' }
    },
  },
  {
    what: 'a lead comes in, and no flow starts for it',
    plant({ run, one }) {
      const lead = one(owned)
      run(copyEvent, 'planted-event', 'planted', 'planted', 'done', lead.event_id)
      run(copyLead, 'planted', lead.id)
      run(`update leads set event_id = 'planted-event', state = 'open', owner_id = null where id = 'planted'`)
      return { invariant: 'INV1', kind: 'lead-with-nobody', subject: 'planted' }
    },
  },
  {
    what: 'the run of a lead and its start are deleted',
    plant({ run, one }) {
      const { id, subject_id } = one(fresh)
      run('delete from outbox where run_id = ?', id)
      run('delete from runs where id = ?', id)
      return { invariant: 'INV1', kind: 'lead-with-nobody', subject: subject_id as string }
    },
  },
  {
    what: 'a run ends with “all steps done”, and nobody has the lead',
    plant({ run, one, now }) {
      const { id, subject_id } = one(fresh)
      run('delete from outbox where run_id = ?', id)
      run(`update runs set state = 'done', end_reason = 'completed', ended_at = ? where id = ?`, now, id)
      return { invariant: 'INV1', kind: 'lead-with-nobody', subject: subject_id as string }
    },
  },
  {
    what: 'a run ends “in a watched queue”, and the lead has been dropped from the queue',
    plant({ run, one, now }) {
      const { id, subject_id } = one(`select runs.id, runs.subject_id from runs join work_items on work_items.run_id = runs.id and work_items.kind = 'claim' and work_items.state = 'open' where runs.state = 'waiting' limit 1`)
      run(`update waits set state = 'cancelled' where run_id = ? and state = 'open'`, id)
      run(`update assignments set state = 'expired' where subject_id = ? and state = 'offered'`, subject_id)
      run(`update runs set state = 'done', end_reason = 'queued', ended_at = ? where id = ?`, now, id)
      run(`update work_items set state = 'dropped' where run_id = ?`, id)
      return { invariant: 'INV1', kind: 'lead-with-nobody', subject: subject_id as string }
    },
  },
  {
    what: 'a lead is put aside for review, and nobody is asked to review it',
    plant({ run, one }) {
      const { id } = one(owned)
      run(`update leads set state = 'review', owner_id = null where id = ?`, id)
      run(`update assignments set state = 'released' where subject_id = ?`, id)
      return { invariant: 'INV1', kind: 'lead-with-nobody', subject: id as string }
    },
  },
  {
    what: 'a lead is closed without a reason',
    plant({ run, one }) {
      const { id } = one(owned)
      run(`update leads set state = 'closed' where id = ?`, id)
      return { invariant: 'INV1', kind: 'closed-without-reason', subject: id as string }
    },
  },
  {
    what: 'the wait of a waiting run is closed',
    plant({ run, one, now }) {
      const { id, subject_id } = one(waiting)
      run(`update waits set state = 'cancelled' where run_id = ? and state = 'open'`, id)
      run('update runs set updated_at = ? where id = ?', now - 20 * minute, id)
      run('update run_steps set started_at = ?, ended_at = ? where run_id = ?', now - 20 * minute, now - 20 * minute, id)
      return { invariant: 'INV2', kind: 'waiting-for-nothing', subject: subject_id as string }
    },
  },
  {
    what: 'a run stands between two steps',
    plant({ run, one, now }) {
      const { id, subject_id } = one(waiting)
      run('delete from waits where run_id = ?', id)
      run(`update runs set state = 'running', updated_at = ? where id = ?`, now - 20 * minute, id)
      run('update run_steps set started_at = ?, ended_at = ? where run_id = ?', now - 20 * minute, now - 20 * minute, id)
      return { invariant: 'INV2', kind: 'stalled-run', subject: subject_id as string }
    },
  },
  {
    what: 'a cancelled run does not end',
    plant({ run, one, now }) {
      const { id, subject_id } = one(waiting)
      run(`update runs set hold = 'cancelled', updated_at = ? where id = ?`, now - 20 * minute, id)
      run('update run_steps set started_at = ?, ended_at = ? where run_id = ?', now - 20 * minute, now - 20 * minute, id)
      return { invariant: 'INV2', kind: 'stalled-run', subject: subject_id as string }
    },
  },
  {
    what: 'nobody takes a start from the outbox',
    plant({ run, one, now }) {
      const { id, subject_id } = one(fresh)
      run('update outbox set created_at = ? where run_id = ?', now - 20 * minute, id)
      return { invariant: 'INV2', kind: 'start-overdue', subject: subject_id as string }
    },
  },
  {
    what: 'a run is queued behind none',
    plant({ run, one, now }) {
      const { id, subject_id } = one(fresh)
      run('delete from outbox where run_id = ?', id)
      run(`update runs set state = 'queued', updated_at = ? where id = ?`, now - 2 * minute, id)
      return { invariant: 'INV2', kind: 'queued-behind-nobody', subject: subject_id as string }
    },
  },
  {
    what: 'a run is paused by nobody',
    plant({ run, one, now }) {
      const { id, subject_id } = one(waiting)
      run(`update runs set hold = 'paused', paused_at = ? where id = ?`, now - 5 * minute, id)
      return { invariant: 'INV2', kind: 'paused-by-nobody', subject: subject_id as string }
    },
  },
  {
    what: 'a step is held for a missing node, and nobody is asked to install it',
    plant({ run, one, now }) {
      const { id, subject_id } = one(waiting)
      run(`insert into run_steps (run_id, node_id, visit, state, attempt, reason, started_at) values (?, 'planted', 1, 'held', 1, '{"missing":"planted"}', ?)`, id, now - 2 * minute)
      return { invariant: 'INV2', kind: 'held-unseen', subject: subject_id as string }
    },
  },
  {
    what: 'a wait stays open when its run has ended',
    plant({ run, one }) {
      const { id, subject_id } = one(`select runs.id, runs.subject_id from runs join waits on waits.run_id = runs.id where runs.state = 'done' group by runs.id having count(*) = 1 limit 1`)
      run(`update waits set state = 'open' where run_id = ?`, id)
      return { invariant: 'INV2', kind: 'wait-without-run', subject: subject_id as string }
    },
  },
  {
    what: 'a timer does not fire',
    plant({ run, one, now }) {
      const { id, subject_id } = one(waiting)
      run(`update waits set due_at = ? where run_id = ? and state = 'open'`, now - 10 * minute, id)
      return { invariant: 'INV2', kind: 'overdue-timer', subject: subject_id as string }
    },
  },
  {
    what: 'a wait is opened without a due time',
    plant({ run, one }) {
      const { id, subject_id } = one(waiting)
      run(`update waits set due_at = 0 where run_id = ? and state = 'open'`, id)
      return { invariant: 'INV2', kind: 'overdue-timer', subject: subject_id as string }
    },
  },
  {
    what: 'an offer stays open when its run has ended',
    plant({ run, one, now }) {
      const { id, subject_id } = one(`
        select runs.id, runs.subject_id from runs join work_items on work_items.subject_id = runs.subject_id and work_items.state = 'open' and work_items.kind = 'claim'
        where runs.state = 'done' and not exists (select 1 from assignments where subject_id = runs.subject_id and state in ('offered', 'accepted')) limit 1`)
      run(`insert into assignments (id, subject_type, subject_id, rep_id, run_id, level, state, offered_at, late, is_heard) values ('planted', 'lead', ?, 'ann', ?, 'planted', 'offered', ?, 0, 0)`, subject_id, id, now)
      return { invariant: 'INV2', kind: 'offer-unwatched', subject: subject_id as string }
    },
  },
  {
    what: 'a lead stands in a queue without a watcher',
    plant({ run, one, now }) {
      run(`insert into queues (id, name, created_at) values ('alone', 'Alone', ?)`, now)
      run(`update work_items set queue_id = 'alone' where run_id = ? and kind = 'claim' and state = 'open'`, one(`select runs.id from runs join work_items on work_items.run_id = runs.id and work_items.kind = 'claim' and work_items.state = 'open' where runs.state = 'waiting' limit 1`).id)
      return { invariant: 'INV2', kind: 'unwatched-queue', subject: 'alone' }
    },
  },
  {
    what: 'the watcher of a queue has left',
    plant({ run, one, now }) {
      run(`insert into queues (id, name, created_at) values ('left', 'Left', ?)`, now)
      run(`insert into reps (id, name, email, team_id, role, active, territories, skills, zone, capacity, performance, presence, created_at, updated_at)
           values ('gone', 'Gone', 'gone@test.example', 'team', 'manager', 0, '[]', '[]', 'Europe/Berlin', 1, 0, 'offline', 0, 0)`)
      run(`insert into queue_watchers (queue_id, rep_id) values ('left', 'gone')`)
      run(`update work_items set queue_id = 'left' where run_id = ? and kind = 'claim' and state = 'open'`, one(`select runs.id from runs join work_items on work_items.run_id = runs.id and work_items.kind = 'claim' and work_items.state = 'open' where runs.state = 'waiting' limit 1`).id)
      return { invariant: 'INV2', kind: 'unwatched-queue', subject: 'left' }
    },
  },
  {
    what: 'a work item is with somebody who is not there',
    plant({ run, one }) {
      const item = one(`select id, subject_id from work_items where kind = 'run-failed' and state = 'open' limit 1`)
      run(`update work_items set assignee_id = 'gone' where id = ?`, item.id)
      return { invariant: 'INV2', kind: 'item-with-nobody', subject: item.subject_id as string }
    },
  },
  {
    what: 'a work item has no due time',
    plant({ run, one }) {
      const item = one(`select id, subject_id from work_items where kind = 'run-failed' and state = 'open' limit 1`)
      run('update work_items set due_at = 0 where id = ?', item.id)
      return { invariant: 'INV2', kind: 'item-without-deadline', subject: item.subject_id as string }
    },
  },
  {
    what: 'a task is in nobody’s list',
    plant({ run, one, now }) {
      const { id } = one(owned)
      run(addTask, 'planted', id, null, now + minute, 'planted', now - 20 * minute)
      return { invariant: 'INV2', kind: 'task-with-nobody', subject: id as string }
    },
  },
  {
    what: 'a message is not tried again',
    plant({ run, one, now }) {
      const { id, subject_id } = one(waiting)
      run(`update effects set state = 'claimed', not_before = ? where key = (select key from effects where run_id = ? limit 1)`, now - 20 * minute, id)
      return { invariant: 'INV2', kind: 'message-not-tried', subject: subject_id as string }
    },
  },
  {
    what: 'a message is left unsent when its run ends',
    plant({ run, one }) {
      const effect = one(sent)
      run(`update effects set state = 'claimed' where key = ?`, effect.key)
      return { invariant: 'INV2', kind: 'message-left-behind', subject: effect.subject_id as string }
    },
  },
  {
    what: '“did not happen within” comes due, and nothing starts',
    plant({ run, one, now }) {
      const { id, event_id } = one(owned)
      run(
        `insert into deadlines (id, flow_id, subject_type, subject_id, event_id, unless, due_at) values ('planted', (select id from flows limit 1), 'lead', ?, ?, 'call.made', ?)`,
        id, event_id, now - 20 * minute,
      )
      return { invariant: 'INV2', kind: 'overdue-date', subject: id as string }
    },
  },
  {
    what: 'a schedule does not fire',
    plant({ run, one, now }) {
      const { flow_id } = one('select flow_id from triggers limit 1')
      run('update triggers set next_at = ? where flow_id = ?', now - 20 * minute, flow_id)
      return { invariant: 'INV2', kind: 'overdue-date', subject: flow_id as string }
    },
  },
  {
    what: 'two people hold a lead',
    plant({ run, one }) {
      const { id } = one(owned)
      run('drop index assignments_live')
      run(`insert into assignments (id, subject_type, subject_id, rep_id, level, state, offered_at, late, is_heard) values ('planted', 'lead', ?, 'max', 'planted', 'accepted', 1, 0, 0)`, id)
      return { invariant: 'INV3', kind: 'two-live-assignments', subject: id as string }
    },
  },
  {
    what: 'a lead is written down as somebody else’s',
    plant({ run, one }) {
      const { id, owner_id } = one(owned)
      run('update leads set owner_id = ? where id = ?', owner_id === 'max' ? 'ann' : 'max', id)
      return { invariant: 'INV3', kind: 'owner-mismatch', subject: id as string }
    },
  },
  {
    what: 'a lead counts as taken, by nobody',
    plant({ run, one }) {
      const { id } = one(owned)
      run('update leads set owner_id = null where id = ?', id)
      run(`update assignments set state = 'released' where subject_id = ?`, id)
      return { invariant: 'INV3', kind: 'routed-to-nobody', subject: id as string }
    },
  },
  {
    what: 'a lead that somebody has stays in the queue',
    plant({ run, one }) {
      const item = one(`select id, subject_id from work_items where kind = 'claim' and state = 'done' limit 1`)
      run(`update work_items set state = 'open' where id = ?`, item.id)
      return { invariant: 'INV3', kind: 'owned-and-queued', subject: item.subject_id as string }
    },
  },
  {
    what: 'the owner of a lead has left',
    plant({ run, one }) {
      const { id } = one(owned)
      run(`insert into reps (id, name, email, team_id, role, active, territories, skills, zone, capacity, performance, presence, created_at, updated_at)
           values ('gone', 'Gone', 'gone@test.example', 'team', 'rep', 0, '[]', '[]', 'Europe/Berlin', 1, 0, 'offline', 0, 0)`)
      run(`update leads set owner_id = 'gone' where id = ?`, id)
      run(`update assignments set rep_id = 'gone', score = null where subject_id = ? and state = 'accepted'`, id)
      return { invariant: 'INV3', kind: 'owner-has-left', subject: id as string }
    },
  },
  {
    what: 'somebody is given more than they have room for',
    plant({ run, one }) {
      const { rep_id, count } = one(`select rep_id, count(*) as count from assignments join reps on reps.id = rep_id where state in ('offered', 'accepted') and json_extract(explanation, '$.ranked') is not null and role = 'rep' group by rep_id limit 1`)
      run('update reps set capacity = ? where id = ?', Number(count) - 1, rep_id)
      return { invariant: 'INV3', kind: 'over-capacity', subject: rep_id as string }
    },
  },
  {
    what: 'the same message is sent twice',
    plant({ run, one }) {
      const effect = one(sent)
      run('drop index effects_intent')
      run(
        `insert into effects (key, run_id, node_id, visit, item, channel, recipient, intent_key, state, attempt, created_at, updated_at)
         select key || ':again', run_id, node_id, visit + 1, item, channel, recipient, intent_key, state, attempt, created_at, updated_at from effects where key = ?`,
        effect.key,
      )
      return { invariant: 'INV4', kind: 'sent-twice', subject: effect.subject_id as string }
    },
  },
  {
    what: 'a message is cut off, and nobody comes back to it',
    plant({ run, one, now }) {
      const effect = one(sent)
      run(`update effects set state = 'sending', lease_until = ? where key = ?`, now - 5 * minute, effect.key)
      return { invariant: 'INV4', kind: 'sending-too-long', subject: effect.subject_id as string }
    },
  },
  {
    what: 'a message is doubtful, and nobody is asked about it',
    plant({ run, one }) {
      const effect = one(sent)
      run(`update effects set state = 'unknown' where key = ?`, effect.key)
      return { invariant: 'INV4', kind: 'unknown-unasked', subject: effect.subject_id as string }
    },
  },
  {
    what: 'the question about a doubtful message is dropped',
    plant({ run, one }) {
      const item = one(`select id, subject_id from work_items where kind = 'effect-unknown' and state = 'open' limit 1`)
      run(`update work_items set state = 'dropped' where id = ?`, item.id)
      return { invariant: 'INV4', kind: 'unknown-unasked', subject: item.subject_id as string }
    },
  },
  {
    what: 'the same thing is asked twice',
    plant({ run, one }) {
      const item = one(`select id, subject_id from work_items where kind = 'run-failed' and state = 'open' limit 1`)
      run('drop index work_items_open_key')
      run(
        `insert into work_items (id, kind, title, detail, subject_type, subject_id, run_id, state, due_at, open_key, created_at)
         select 'planted', kind, title, detail, subject_type, subject_id, run_id, state, due_at, open_key, created_at from work_items where id = ?`,
        item.id,
      )
      return { invariant: 'INV4', kind: 'asked-twice', subject: item.subject_id as string }
    },
  },
  {
    what: 'two tasks are open under one key',
    plant({ run, one, now }) {
      const { id } = one(owned)
      run('drop index tasks_open_key')
      for (const task of ['planted', 'planted-too']) run(addTask, task, id, 'ann', now + minute, 'planted', now)
      return { invariant: 'INV4', kind: 'two-open-tasks', subject: id as string }
    },
  },
  {
    what: 'a run ends without a reason',
    plant({ run, one }) {
      const { id, subject_id } = one(done)
      run('update runs set end_reason = null where id = ?', id)
      return { invariant: 'INV7', kind: 'ended-without-reason', subject: subject_id as string }
    },
  },
  {
    what: 'a run ends for a reason that is not on the list',
    plant({ run, one }) {
      const { id, subject_id } = one(done)
      run(`update runs set end_reason = 'because' where id = ?`, id)
      return { invariant: 'INV7', kind: 'ended-without-reason', subject: subject_id as string }
    },
  },
  {
    what: 'a run fails, and nobody is told',
    plant({ run, one }) {
      const { id, subject_id } = one(failed)
      run('delete from work_items where run_id = ?', id)
      return { invariant: 'INV7', kind: 'failed-unseen', subject: subject_id as string }
    },
  },
  {
    what: 'a run fails, and a person is asked five minutes later',
    plant({ run, one, now }) {
      const { id, subject_id } = one(failed)
      run('update runs set ended_at = ? where id = ?', now - 30 * minute, id)
      run('update work_items set created_at = ?, due_at = ? where run_id = ?', now - 25 * minute, now + 60 * minute, id)
      return { invariant: 'INV7', kind: 'failed-seen-late', subject: subject_id as string }
    },
  },
  {
    what: 'a run is to begin, and nothing will start it',
    plant({ run, one, now }) {
      const { id, subject_id } = one(fresh)
      run('delete from outbox where run_id = ?', id)
      run('update runs set updated_at = ? where id = ?', now - 2 * minute, id)
      return { invariant: 'INV7', kind: 'never-started', subject: subject_id as string }
    },
  },
  {
    what: 'an entry of the audit log is changed',
    plant({ run, one }) {
      const entry = one('select seq, subject_id from audit_log order by seq limit 1 offset 20')
      run(`update audit_log set actor_id = 'somebody-else' where seq = ?`, entry.seq)
      return { invariant: 'INV12', kind: 'audit-changed', subject: entry.subject_id as string }
    },
  },
  {
    what: 'an entry of the audit log is removed',
    plant({ run, one }) {
      const entry = one('select seq from audit_log order by seq limit 1 offset 20')
      const after = one('select subject_id from audit_log where seq > ? order by seq limit 1', entry.seq)
      run('delete from audit_log where seq = ?', entry.seq)
      return { invariant: 'INV12', kind: 'audit-changed', subject: after.subject_id as string }
    },
  },
]
