/**
 * Where a lead stands, for conservation: in exactly one of these. `nobody` is a leak: no person has it, none is asked or
 * reminded of it, no run is at work on it, and no flow has said why it ended.
 */
export const places = ['closed', 'owned', 'asked', 'in-queue', 'with-person', 'under-way', 'ended', 'nobody'] as const
export type Place = (typeof places)[number]

export const placeWords: Record<Place, string> = {
  closed: 'taken and worked off', owned: 'somebody has it', asked: 'a person is asked now', 'in-queue': 'stands in a watched queue', 'with-person': 'on somebody’s work list',
  'under-way': 'its run is still at work', ended: 'its run ended with a reason', nobody: 'nobody has it',
}

/** The place of a row of `leads` as SQL; the first condition that holds decides. Live assignments are named as in their index, so that it is used. */
export const placeOfLead = `case
  when leads.state = 'closed' then 'closed'
  when exists (select 1 from assignments where subject_id = leads.id and subject_type = 'lead' and state in ('offered', 'accepted') and state = 'accepted') then 'owned'
  when exists (select 1 from assignments where subject_id = leads.id and subject_type = 'lead' and state in ('offered', 'accepted') and state = 'offered')
    and exists (select 1 from runs where subject_id = leads.id and subject_type = 'lead' and state not in ('done', 'failed')) then 'asked'
  when exists (
    select 1 from work_items join queue_watchers on queue_watchers.queue_id = work_items.queue_id join reps on reps.id = queue_watchers.rep_id
    where work_items.subject_id = leads.id and work_items.subject_type = 'lead' and work_items.kind = 'claim' and work_items.state = 'open' and reps.active = 1
  ) then 'in-queue'
  when exists (select 1 from work_items where subject_id = leads.id and subject_type = 'lead' and kind not in ('claim', 'effect-unknown') and state = 'open') then 'with-person'
  when exists (select 1 from runs where subject_id = leads.id and subject_type = 'lead' and state not in ('done', 'failed')) then 'under-way'
  when leads.state in ('rejected', 'merged') then 'ended'
  when exists (select 1 from runs where subject_id = leads.id and subject_type = 'lead' and end_reason in ('completed', 'rejected', 'no-longer-routable')) then 'ended'
  else 'nobody' end`
