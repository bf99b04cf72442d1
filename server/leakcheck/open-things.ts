import type { LeakCheck } from './leak-check'

const isGone = (column: string) => `not exists (select 1 from reps where reps.id = ${column} and reps.active = 1 and reps.deleted_at is null)`
const isNoUser = (column: string) => `not exists (select 1 from users where users.id = ${column})`
const isUnwatched = (column: string) => `
  not exists (
    select 1 from queue_watchers join reps on reps.id = queue_watchers.rep_id
    where queue_watchers.queue_id = ${column} and reps.active = 1 and reps.deleted_at is null)`
const ofItem = `coalesce(work_items.subject_type, 'work-item') as subjectType, coalesce(work_items.subject_id, work_items.id) as subjectId, work_items.run_id as runId`

/** The part of INV2 that is about what people and messages have to do: offers, queues, work, tasks, messages, dates. */
export const openThings: LeakCheck[] = [
  {
    invariant: 'INV2',
    kind: 'offer-unwatched',
    sql: `
      select assignments.subject_type as subjectType, assignments.subject_id as subjectId, assignments.run_id as runId, assignments.offered_at as since, assignments.id as item
      from assignments left join runs on runs.id = assignments.run_id
      where assignments.state = 'offered' and (runs.id is null or runs.state in ('done', 'failed'))
        and not exists (select 1 from work_items where work_items.id = assignments.queue_item_id and work_items.state = 'open')`,
    words: () => ({
      wrong: 'Somebody was offered this lead, and no run waits for the answer. If they stay silent, nobody else is asked.',
      todo: 'Ask the person, or give the lead to somebody else.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'unwatched-queue',
    sql: `
      select 'queue' as subjectType, work_items.queue_id as subjectId, null as runId, min(work_items.created_at) as since, count(*) || '' as item
      from work_items
      where work_items.state = 'open' and work_items.queue_id is not null and work_items.assignee_id is null and ${isUnwatched('work_items.queue_id')}
      group by work_items.queue_id`,
    words: ({ item }) => ({
      wrong: `${item === '1' ? 'One item stands' : `${item} items stand`} in a queue that nobody watches.`,
      todo: 'Add a watcher to the queue, or give what stands in it to somebody.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'item-with-nobody',
    sql: `
      select ${ofItem}, work_items.created_at as since, work_items.id as item
      from work_items
      where work_items.state = 'open' and work_items.created_at < @settledSince and (
        (work_items.kind = 'claim' and work_items.queue_id is null and work_items.assignee_id is null)
        or (work_items.assignee_id is not null and ${isGone('work_items.assignee_id')} and ${isNoUser('work_items.assignee_id')}
          and not exists (select 1 from reps where reps.id = work_items.assignee_id and reps.updated_at > @leftSince)))`,
    words: () => ({
      wrong: 'Something must be done, and whoever was to do it is not here any more.',
      todo: 'Give it to somebody who is.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'item-without-deadline',
    sql: `
      select ${ofItem}, work_items.created_at as since, work_items.id as item
      from work_items where work_items.state = 'open' and work_items.due_at < work_items.created_at - 86400000`,
    words: () => ({
      wrong: 'Something must be done, and no time is set for it.',
      todo: 'Do it now, or set a time.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'task-with-nobody',
    sql: `
      select tasks.subject_type as subjectType, tasks.subject_id as subjectId, tasks.origin_run_id as runId, tasks.created_at as since, tasks.id as item
      from tasks
      where tasks.state = 'open' and tasks.created_at < @leftSince
        and (tasks.owner_id is null or (${isGone('tasks.owner_id')} and ${isNoUser('tasks.owner_id')} and not exists (select 1 from reps where reps.id = tasks.owner_id and reps.updated_at > @leftSince)))`,
    words: () => ({
      wrong: 'A follow-up is in nobody’s list, or in that of somebody who has left.',
      todo: 'Give it to somebody.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'message-not-tried',
    sql: `
      select runs.subject_type as subjectType, runs.subject_id as subjectId, runs.id as runId, coalesce(effects.not_before, effects.updated_at) as since, effects.key as item
      from effects join runs on runs.id = effects.run_id
      where effects.state in ('claimed', 'held') and coalesce(effects.not_before, effects.updated_at) < @movedSince
        and runs.state in ('running', 'waiting') and runs.hold is null
        and not exists (select 1 from run_steps where run_id = runs.id and state = 'held')
        and not (runs.state = 'running' and runs.updated_at < @movedSince and not exists (select 1 from waits where waits.run_id = runs.id and waits.state = 'open'))`,
    words: () => ({
      wrong: 'A message was to be tried again, and was not. Whoever it is for has not heard.',
      todo: 'Tell the person by hand, then look at the engine’s checks (status page, or npx watertight doctor).',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'message-left-behind',
    sql: `
      select coalesce(runs.subject_type, 'run') as subjectType, coalesce(runs.subject_id, effects.run_id) as subjectId, effects.run_id as runId, effects.updated_at as since, effects.key as item
      from effects left join runs on runs.id = effects.run_id
      where effects.state in ('claimed', 'held') and (runs.id is null or runs.state in ('done', 'failed'))`,
    words: () => ({
      wrong: 'A message was never sent, and the run that was to send it is over.',
      todo: 'Look whether the person still has to be told, and tell them by hand.',
    }),
  },
  {
    invariant: 'INV2',
    kind: 'overdue-date',
    sql: `
      select deadlines.subject_type as subjectType, deadlines.subject_id as subjectId, null as runId, deadlines.due_at as since, deadlines.id as item
      from deadlines where deadlines.due_at < @movedSince
      union all
      select 'flow', triggers.flow_id, null, triggers.next_at, triggers.id
      from triggers where triggers.next_at < @movedSince`,
    words: () => ({
      wrong: 'A flow was to start at a set time, and has not.',
      todo: 'Look at the engine’s checks (status page, or npx watertight doctor). Once they are fine it starts by itself, late.',
    }),
  },
]
