import type { LeakCheck } from './leak-check'
import { standingOfLeads } from './standing-of-leads'

/** INV1: what came in is there exactly once, and each lead is in exactly one place. Holds at every instant, so nothing is waited for. */
export const conservation: LeakCheck[] = [
  {
    invariant: 'INV1',
    kind: 'event-without-lead',
    sql: `
      select 'event' as subjectType, events.id as subjectId, null as runId, events.received_at as since, null as item
      from events left join leads on leads.event_id = events.id
      where events.type = 'lead.received' and events.state = 'done' and leads.id is null and events.subject_id is null
      union all
      select 'event', events.id, null, events.received_at, events.subject_id
      from events left join leads on leads.id = events.subject_id
      where events.type = 'lead.received' and events.state = 'done' and events.subject_id is not null and leads.id is null`,
    words: () => ({
      wrong: 'An inquiry was accepted, and there is no lead for it. Nobody works on it.',
      todo: 'Look at what arrived and enter the lead by hand.',
    }),
  },
  {
    invariant: 'INV1',
    kind: 'event-with-two-leads',
    sql: `
      select 'lead' as subjectType, max(leads.id) as subjectId, null as runId, max(leads.received_at) as since, leads.event_id as item
      from leads group by leads.event_id having count(*) > 1`,
    words: () => ({
      wrong: 'One inquiry became more than one lead. Two people may call the same customer.',
      todo: 'Keep one of the leads and merge the other into it.',
    }),
  },
  {
    invariant: 'INV1',
    kind: 'lead-without-event',
    sql: `
      select 'lead' as subjectType, leads.id as subjectId, null as runId, leads.received_at as since, null as item
      from leads left join events on events.id = leads.event_id where events.id is null and leads.deleted_at is null`,
    words: () => ({
      wrong: 'The inquiry that this lead came from is gone, so what was sent in cannot be shown any more.',
      todo: 'Look whether rows were deleted in the database by hand, and restore them from a backup.',
    }),
  },
  {
    invariant: 'INV1',
    kind: 'stuck-event-unseen',
    sql: `
      select 'event' as subjectType, events.id as subjectId, null as runId, events.received_at as since, null as item
      from events
      where events.state = 'stuck'
        and not exists (select 1 from work_items where open_key = 'event:' || events.id and state = 'open')`,
    words: () => ({
      wrong: 'An inquiry was kept, could not be taken further, and nobody is asked to look at it.',
      todo: 'Look at what arrived, mend what is wrong with it and enter it by hand.',
    }),
  },
  {
    invariant: 'INV1',
    kind: 'lead-with-nobody',
    sql: `
      with ${standingOfLeads}
      select 'lead' as subjectType, standing.id as subjectId,
        (select runs.id from runs where subject_type = 'lead' and subject_id = standing.id order by started_at desc limit 1) as runId, standing.since,
        case
          when not exists (select 1 from runs where subject_type = 'lead' and subject_id = standing.id) then 'no-run'
          when standing.state = 'queued' then 'queued'
          else 'ended'
        end as item
      from standing where place = 'nobody' and standing.state <> 'routed'`,
    words: ({ item }) => ({
      wrong: {
        'no-run': 'No flow has picked this lead up. Nobody has it and nothing is being done about it.',
        queued: 'The lead counts as queued, but it stands in no queue that anybody watches.',
      }[item ?? ''] ?? 'The flow is through with this lead, nobody has it, and no reason was recorded.',
      todo: item === 'no-run' ? 'Publish a flow that begins with “lead received”, and give this lead to somebody.' : 'Give the lead to somebody, and mend the way of the flow that ended here.',
    }),
  },
  {
    invariant: 'INV1',
    kind: 'closed-without-reason',
    sql: `
      select 'lead' as subjectType, leads.id as subjectId, null as runId, leads.updated_at as since, leads.state as item
      from leads
      where leads.state in ('rejected', 'merged', 'closed') and leads.deleted_at is null
        and not exists (
          select 1 from audit_log where subject_type = 'lead' and subject_id = leads.id
            and (reason is not null or after like '%"' || leads.state || '"%' or action like '%' || leads.state || '%'))
        and not exists (select 1 from runs where subject_type = 'lead' and subject_id = leads.id and end_reason = leads.state)`,
    words: ({ item }) => ({
      wrong: `The lead is ${item}, and nothing says why or by whom.`,
      todo: 'Find out who closed it. If nobody did, open it again and give it to somebody.',
    }),
  },
]
