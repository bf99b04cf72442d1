import type { LeakCheck } from './leak-check'

/** Signs that something moves a run: a step of late, a message that is being tried, a pause between two tries, work on its way to Temporal. */
const isMoving = `
  exists (select 1 from run_steps where run_id = runs.id and (started_at > @movedSince or ended_at > @movedSince))
  or exists (select 1 from run_steps where run_id = runs.id and state = 'running' and json_extract(reason, '$.until') > @movedSince)
  or exists (select 1 from effects where run_id = runs.id and state in ('claimed', 'held', 'sending', 'unknown') and max(updated_at, coalesce(not_before, 0), coalesce(lease_until, 0)) > @movedSince)
  or exists (select 1 from outbox where run_id = runs.id and created_at > @movedSince)`

const hasOpenWait = `exists (select 1 from waits where waits.run_id = runs.id and waits.state = 'open')`
const isHeld = `exists (select 1 from run_steps where run_id = runs.id and state = 'held')`

/** The part of INV2 that is about runs: each waits until a known instant, moves, stands behind another, or is held by a person or for a node. */
export const openRuns: LeakCheck[] = [
  {
    invariant: 'INV2',
    kind: 'waiting-for-nothing',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, id as runId, updated_at as since, null as item
      from runs
      where state = 'waiting' and hold is null and updated_at < @settledSince and not ${hasOpenWait} and not ${isHeld} and not (${isMoving})`,
    words: () => ({
      wrong: 'The run waits, but for nothing: no answer and no time will ever move it on.',
      todo: 'Cancel the run, and give the lead to somebody.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'stalled-run',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, id as runId, updated_at as since, hold as item
      from runs
      where (state = 'running' and hold is null and updated_at < @movedSince and not ${hasOpenWait} and not ${isHeld} and not (${isMoving}))
        or (state in ('queued', 'running', 'waiting') and hold = 'cancelled' and updated_at < @movedSince and not (${isMoving}))`,
    words: ({ item }) => ({
      wrong: item === 'cancelled' ? 'The run was cancelled, and has not ended.' : 'The run stands between two steps, and nothing moves it on. Its lead gets no further.',
      todo: 'Look at the engine’s checks (status page, or npx watertight doctor). Once they are fine it goes on by itself; if it does not, take care of the lead by hand.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'start-overdue',
    sql: `
      select runs.subject_type as subjectType, runs.subject_id as subjectId, runs.id as runId, min(outbox.created_at) as since, null as item
      from outbox join runs on runs.id = outbox.run_id
      where runs.state in ('starting', 'running', 'waiting') group by runs.id having min(outbox.created_at) < @movedSince`,
    words: () => ({
      wrong: 'The run is to go on, and the engine has not taken it up. Its lead waits.',
      todo: 'Look at the engine’s checks (status page, or npx watertight doctor): the worker and Temporal must both run. It is kept, and goes on then.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'queued-behind-nobody',
    sql: `
      select runs.subject_type as subjectType, runs.subject_id as subjectId, runs.id as runId, runs.updated_at as since, null as item
      from runs
      where runs.state = 'queued' and runs.hold is null and runs.updated_at < @settledSince
        and not exists (
          select 1 from runs as before where before.flow_id = runs.flow_id and before.subject_id = runs.subject_id
            and before.subject_type = runs.subject_type and before.state in ('starting', 'running', 'waiting') and before.id <> runs.id)`,
    words: () => ({
      wrong: 'The run waits for another one on the same record to end, and there is none. It will never begin.',
      todo: 'Cancel the run and start the flow for this record again.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'paused-by-nobody',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, id as runId, coalesce(paused_at, updated_at) as since, null as item
      from runs
      where hold = 'paused' and state in ('queued', 'starting', 'running', 'waiting')
        and (paused_at is null or not exists (select 1 from audit_log where subject_type = 'run' and subject_id = runs.id and at >= runs.paused_at - 1000))`,
    words: () => ({
      wrong: 'The run is paused, and nobody is on record who paused it. Nobody will think of resuming it.',
      todo: 'Resume the run, or cancel it.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'held-unseen',
    sql: `
      select runs.subject_type as subjectType, runs.subject_id as subjectId, runs.id as runId, min(run_steps.started_at) as since, run_steps.node_id as item
      from runs join run_steps on run_steps.run_id = runs.id
      where runs.state in ('running', 'waiting') and runs.hold is null and run_steps.state = 'held' and run_steps.started_at < @settledSince
        and not exists (select 1 from work_items where open_key = 'node-missing:' || json_extract(run_steps.reason, '$.missing') and state = 'open')
      group by runs.id, run_steps.node_id`,
    words: () => ({
      wrong: 'The run is held because nobody here knows the kind of its next step, and nobody is asked to do anything about it.',
      todo: 'Install the missing kind of step, or cancel the run and give the lead to somebody.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'wait-without-run',
    sql: `
      select coalesce(runs.subject_type, 'run') as subjectType, coalesce(runs.subject_id, waits.run_id) as subjectId, waits.run_id as runId,
        coalesce(runs.ended_at, waits.opened_at) as since, waits.node_id as item
      from waits left join runs on runs.id = waits.run_id
      where waits.state = 'open' and (runs.id is null or runs.state in ('done', 'failed'))`,
    words: () => ({
      wrong: 'A run is over and still waits for an answer. Whoever answers is heard by nobody.',
      todo: 'Look whether somebody was promised this lead, and tell them.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'overdue-timer',
    sql: `
      select runs.subject_type as subjectType, runs.subject_id as subjectId, runs.id as runId, waits.due_at as since, waits.node_id as item
      from waits join runs on runs.id = waits.run_id
      where waits.state = 'open' and waits.due_at < @lateSince and runs.state in ('starting', 'running', 'waiting') and runs.hold is null
        and not exists (select 1 from run_steps where run_id = runs.id and state = 'held')
        and not exists (select 1 from run_inbox where run_inbox.run_id = runs.id and run_inbox.kind = 'resumed' and run_inbox.at > @lateSince)`,
    words: () => ({
      wrong: 'The time of a wait is over, and the run has not gone on. The next person is not asked.',
      todo: 'Look at the engine’s checks (status page, or npx watertight doctor). Once they are fine it goes on by itself.',
    }),
  },
]
