import { endReasons, engineEndReasons } from '#nodes/revops/end-reasons'
import type { LeakCheck } from './leak-check'

const knownReasons = [...Object.keys(endReasons), ...Object.keys(engineEndReasons)].map((reason) => `'${reason}'`).join(', ')

/** INV7: a run begins, and ends with a reason; a failure is before a person within a minute. */
export const silentEnd: LeakCheck[] = [
  {
    invariant: 'INV7',
    kind: 'ended-without-reason',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, id as runId, coalesce(ended_at, updated_at) as since, end_reason as item
      from runs where state in ('done', 'failed') and (end_reason is null or end_reason not in (${knownReasons}) or ended_at is null)`,
    words: () => ({
      wrong: 'The run has ended, and nothing says why.',
      todo: 'Look at the lead, and give it to somebody if nobody has it.',
    }),
  },
  {
    invariant: 'INV7',
    kind: 'failed-unseen',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, id as runId, ended_at as since, null as item
      from runs
      where state = 'failed' and not exists (select 1 from work_items where run_id = runs.id and kind = 'run-failed')`,
    words: () => ({
      wrong: 'The run failed, and nobody was told.',
      todo: 'Take care of the lead by hand, and mend the flow.',
    }),
  },
  {
    invariant: 'INV7',
    kind: 'failed-seen-late',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, id as runId, ended_at as since, null as item
      from runs
      where state = 'failed' and ended_at > @dayAgo
        and (select min(created_at) from work_items where run_id = runs.id and kind = 'run-failed') > ended_at + 60000`,
    words: () => ({
      wrong: 'The run failed, and a person was asked to look only after more than a minute.',
      todo: 'Nothing is left to do for the lead. Look whether the worker was down at that time.',
    }),
  },
  {
    invariant: 'INV7',
    kind: 'never-started',
    sql: `
      select subject_type as subjectType, subject_id as subjectId, id as runId, updated_at as since, null as item
      from runs
      where state = 'starting' and updated_at < @settledSince and not exists (select 1 from outbox where outbox.run_id = runs.id and kind = 'start')`,
    words: () => ({
      wrong: 'The run was to begin, and nothing will start it. No step has been done for this lead.',
      todo: 'It is started again within two minutes when the worker runs. If it is not, give the lead to somebody.',
    }),
  },
]
