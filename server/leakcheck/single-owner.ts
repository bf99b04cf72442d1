import type { LeakCheck } from './leak-check'

const isGone = (column: string) => `exists (select 1 from reps where reps.id = ${column} and (reps.active = 0 or reps.deleted_at is not null) and reps.updated_at < @leftSince)`

/** INV3: at most one live assignment, held by somebody who is here and had room for it. */
export const singleOwner: LeakCheck[] = [
  {
    invariant: 'INV3',
    kind: 'two-live-assignments',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, max(run_id) as runId, max(offered_at) as since, null as item
      from assignments where state in ('offered', 'accepted') group by subject_type, subject_id having count(*) > 1`,
    words: () => ({
      wrong: 'Two people hold this lead at once. Both may call the customer.',
      todo: 'Agree who has it, and take it from the other.',
    }),
  },
  {
    invariant: 'INV3',
    kind: 'owner-mismatch',
    sql: `
      select assignments.subject_type as subjectType, assignments.subject_id as subjectId, assignments.run_id as runId, assignments.answered_at as since, assignments.id as item
      from assignments join leads on leads.id = assignments.subject_id
      where assignments.subject_type = 'lead' and assignments.state = 'accepted' and leads.owner_id is not assignments.rep_id
        and not exists (
          select 1 from assignments as other where other.subject_type = 'lead' and other.subject_id = leads.id and other.state in ('offered', 'accepted') and other.id <> assignments.id)`,
    words: () => ({
      wrong: 'One person said “I have it”, and the lead is written down as somebody else’s, or nobody’s.',
      todo: 'Ask who works on it, and set the owner.',
    }),
  },
  {
    invariant: 'INV3',
    kind: 'routed-to-nobody',
    sql: `
      select 'lead' as subjectType, leads.id as subjectId, null as runId, leads.updated_at as since, null as item
      from leads
      where leads.state = 'routed' and leads.owner_id is null and leads.deleted_at is null
        and not exists (select 1 from assignments where subject_type = 'lead' and subject_id = leads.id and state = 'accepted')`,
    words: () => ({
      wrong: 'The lead counts as taken, and no owner is set. Nobody works on it.',
      todo: 'Give the lead to somebody.',
    }),
  },
  {
    invariant: 'INV3',
    kind: 'owned-and-queued',
    sql: `
      select 'lead' as subjectType, leads.id as subjectId, work_items.run_id as runId, work_items.created_at as since, work_items.id as item
      from work_items join leads on leads.id = work_items.subject_id
      where work_items.state = 'open' and work_items.kind = 'claim' and work_items.subject_type = 'lead' and leads.state = 'routed' and leads.owner_id is not null`,
    words: () => ({
      wrong: 'Somebody has the lead, and it still stands in a queue for others to take.',
      todo: 'Agree who has it, and take it out of the queue.',
    }),
  },
  {
    invariant: 'INV3',
    kind: 'owner-has-left',
    sql: `
      select 'lead' as subjectType, leads.id as subjectId, null as runId, max(leads.updated_at, reps.updated_at) as since, null as item
      from leads join reps on reps.id = leads.owner_id
      where leads.state not in ('rejected', 'merged', 'closed') and leads.deleted_at is null and ${isGone('leads.owner_id')}`,
    words: () => ({
      wrong: 'The owner of this lead has left. Nobody works on it.',
      todo: 'Give the lead to somebody who is here.',
    }),
  },
  {
    invariant: 'INV3',
    kind: 'over-capacity',
    // Only what ranking reserved: whoever claims a lead, or is on call, takes it on top. A capacity that was lowered later is no leak.
    sql: `
      select 'rep' as subjectType, reps.id as subjectId, null as runId, max(assignments.offered_at) as since, count(*) || ' of ' || reps.capacity as item
      from assignments join reps on reps.id = assignments.rep_id
      where assignments.state in ('offered', 'accepted') and json_extract(assignments.explanation, '$.ranked') is not null and reps.role = 'rep'
      group by reps.id having count(*) > reps.capacity and max(assignments.offered_at) > reps.updated_at`,
    words: ({ item }) => ({
      wrong: `Somebody was given more leads than they have room for (${item}). The last ones may wait.`,
      todo: 'Give some of them to others, or raise the person’s room.',
    }),
  },
]
