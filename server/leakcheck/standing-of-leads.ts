/**
 * Where a lead stands. Each lead is in exactly one place; `nobody` is the one where none may be.
 *
 * - `owned`: a person has it. `queued`: open in a queue that somebody watches. `under-way`: a run is at work on it.
 * - `by-hand`: a person is asked to take care of it. `review`: the same, before it was let in. `ended`: turned down, called off or
 *   settled by a person, with the reason recorded. `imported`: a person took it in from a file without starting flows.
 * - `closed`: rejected, merged or closed.
 */
export const leadPlaces = ['owned', 'queued', 'under-way', 'by-hand', 'review', 'ended', 'imported', 'closed', 'nobody'] as const

export type LeadPlace = (typeof leadPlaces)[number]

/** Ends of a run that account for a lead which nobody has. */
const accountingEnds = `('rejected', 'cancelled')`

/** A table `standing (id, place, state, since)` to put before a query: one row for each lead. */
export const standingOfLeads = `
  watched as materialized (
    select distinct queue_watchers.queue_id from queue_watchers join reps on reps.id = queue_watchers.rep_id where reps.active = 1 and reps.deleted_at is null
  ),
  moving as materialized (
    select distinct subject_id from runs where state in ('queued', 'starting', 'running', 'waiting') and subject_type = 'lead'
  ),
  asked as materialized (
    select subject_id, max(kind = 'claim' and queue_id in (select queue_id from watched)) as is_queued, max(kind not in ('claim', 'effect-unknown')) as is_by_hand
    from work_items where state = 'open' and subject_type = 'lead' group by subject_id
    union all
    select subject_id, 0, 1 from tasks where state = 'open' and subject_type = 'lead' and owner_id is not null group by subject_id
  ),
  asking as materialized (select subject_id, max(is_queued) as is_queued, max(is_by_hand) as is_by_hand from asked group by subject_id),
  standing as (
    select leads.id, leads.state, coalesce((select max(ended_at) from runs where subject_type = 'lead' and subject_id = leads.id), leads.received_at) as since,
      case
        when leads.state in ('rejected', 'merged', 'closed') then 'closed'
        when leads.owner_id is not null then 'owned'
        when asking.is_queued = 1 then 'queued'
        when moving.subject_id is not null then 'under-way'
        when asking.is_by_hand = 1 then iif(leads.state = 'review', 'review', 'by-hand')
        when exists (select 1 from runs where subject_type = 'lead' and subject_id = leads.id and end_reason in ${accountingEnds}) then 'ended'
        when exists (select 1 from work_items where subject_type = 'lead' and subject_id = leads.id and state = 'done' and kind = 'run-failed' and done_by <> 'watertight') then 'ended'
        when exists (
          select 1 from imports where imports.source_id = leads.source_id and imports.starts_flows = 0
            and leads.received_at between imports.started_at and coalesce(imports.ended_at, leads.received_at)) then 'imported'
        else 'nobody'
      end as place
    from leads
    left join moving on moving.subject_id = leads.id
    left join asking on asking.subject_id = leads.id
    where leads.deleted_at is null
  )`
