import type { LeakCheck } from './leak-check'

const ofEffect = `coalesce(runs.subject_type, 'run') as subjectType, coalesce(runs.subject_id, effects.run_id) as subjectId, effects.run_id as runId`

/** INV4: nothing is sent or asked twice; what may or may not have been sent is before a person. */
export const atMostOne: LeakCheck[] = [
  {
    invariant: 'INV4',
    kind: 'sent-twice',
    sql: `
      select ${ofEffect}, effects.updated_at as since, effects.intent_key as item
      from effects left join runs on runs.id = effects.run_id
      where effects.intent_key in (select intent_key from effects group by intent_key having sum(state in ('done', 'unknown')) > 1)
      group by effects.intent_key`,
    words: () => ({
      wrong: 'The same message was sent more than once.',
      todo: 'Tell the person that the second was a mistake.',
    }),
  },
  {
    invariant: 'INV4',
    kind: 'sending-too-long',
    sql: `
      select ${ofEffect}, coalesce(effects.lease_until, effects.updated_at) as since, effects.key as item
      from effects left join runs on runs.id = effects.run_id
      where effects.state = 'sending' and coalesce(effects.lease_until, effects.updated_at) < @lateSince`,
    words: () => ({
      wrong: 'A message was cut off while it was being sent. It may or may not have arrived, and nobody is asked yet.',
      todo: 'Look whether it arrived. Once the engine’s checks are fine, it is put before a person by itself.',
    }),
  },
  {
    invariant: 'INV4',
    kind: 'unknown-unasked',
    sql: `
      select ${ofEffect}, effects.updated_at as since, effects.key as item
      from effects left join runs on runs.id = effects.run_id
      where effects.state = 'unknown' and (effects.not_before is null or (effects.not_before < @lateSince and runs.hold is null)) and not exists (select 1 from work_items where open_key = 'effect:' || effects.key and state = 'open')`,
    words: () => ({
      wrong: 'It is not known whether a message arrived, and nobody is asked to find out.',
      todo: 'Look whether it arrived, and tell the person if not.',
    }),
  },
  {
    invariant: 'INV4',
    kind: 'asked-twice',
    sql: `
      select coalesce(subject_type, 'work-item') as subjectType, coalesce(subject_id, max(id)) as subjectId, max(run_id) as runId, max(created_at) as since, open_key as item
      from work_items where state = 'open' group by open_key having count(*) > 1`,
    words: () => ({
      wrong: 'The same thing is asked of people twice. Two of them may do it.',
      todo: 'Finish one of the two.',
    }),
  },
  {
    invariant: 'INV4',
    kind: 'two-open-tasks',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, max(origin_run_id) as runId, max(created_at) as since, open_key as item
      from tasks where state = 'open' group by open_key having count(*) > 1`,
    words: () => ({
      wrong: 'The same follow-up stands in the list twice.',
      todo: 'Finish one of the two.',
    }),
  },
]
