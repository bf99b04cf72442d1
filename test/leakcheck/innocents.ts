import type { Tools } from './plants'

/** What looks like a leak and is none: nothing may be found. */
export interface Innocent {
  what: string
  plant(tools: Tools): void
}

const minute = 60_000
const waiting = `select runs.id, runs.subject_id from runs where state = 'waiting' and hold is null and exists (select 1 from waits where run_id = runs.id and waits.state = 'open') limit 1`

/** A run between two steps that nothing has touched for 20 minutes. */
function still({ run, one, now }: Tools): string {
  const { id } = one(waiting)
  run('delete from waits where run_id = ?', id)
  run(`update runs set state = 'running', updated_at = ? where id = ?`, now - 20 * minute, id)
  run('update run_steps set started_at = ?, ended_at = ? where run_id = ?', now - 20 * minute, now - 20 * minute, id)
  return id as string
}

export const innocents: Innocent[] = [
  {
    what: 'a timer is a minute late',
    plant: ({ run, one, now }) => run(`update waits set due_at = ? where run_id = ? and state = 'open'`, now - minute, one(waiting).id),
  },
  {
    what: 'the time of a paused run is over',
    plant({ run, one, now }) {
      const { id } = one(`select runs.id from runs join waits on waits.run_id = runs.id where runs.hold = 'paused' and runs.state not in ('done', 'failed') limit 1`)
      run(`update waits set state = 'open', due_at = ? where run_id = ?`, now - 60 * minute, id)
    },
  },
  {
    what: 'a run has just been resumed, and its time was over long ago',
    plant({ run, one, now }) {
      const { id } = one(waiting)
      run(`update waits set due_at = ? where run_id = ? and state = 'open'`, now - 60 * minute, id)
      run(`insert into run_inbox (run_id, seq, kind, at) values (?, 999, 'resumed', ?)`, id, now - minute)
    },
  },
  {
    what: 'a step pauses between two tries',
    plant(tools) {
      const id = still(tools)
      tools.run(`insert into run_steps (run_id, node_id, visit, state, attempt, reason, started_at) values (?, 'planted', 1, 'running', 3, ?, ?)`, id, JSON.stringify({ until: tools.now + 30 * minute }), tools.now - 60 * minute)
    },
  },
  {
    what: 'a message is to be tried again in a while',
    plant(tools) {
      const id = still(tools)
      tools.run(`update effects set state = 'claimed', not_before = ? where key = (select key from effects where run_id = ? limit 1)`, tools.now + 30 * minute, id)
    },
  },
  {
    what: 'a run is held for a missing node, and ops are asked to install it',
    plant(tools) {
      const id = still(tools)
      tools.run(`insert into run_steps (run_id, node_id, visit, state, attempt, reason, started_at) values (?, 'planted', 1, 'held', 1, '{"missing":"planted"}', ?)`, id, tools.now - 60 * minute)
      tools.run(
        `insert into work_items (id, kind, title, detail, run_id, state, due_at, open_key, created_at) values ('planted', 'node-missing', '', '', 'another-run', 'open', ?, 'node-missing:planted', ?)`,
        tools.now, tools.now - 60 * minute,
      )
    },
  },
  {
    what: 'somebody’s room is made smaller than what they have',
    plant: ({ run, now }) => run(`update reps set capacity = 0, updated_at = ? where role = 'rep'`, now),
  },
  {
    what: 'somebody has claimed more, or was on call for more, than they have room for',
    plant: ({ run }) => run(`update reps set capacity = 0, role = 'rep' where id = 'max'`),
  },
  {
    what: 'the owner of leads has just left',
    plant: ({ run, now }) => run(`update reps set active = 0, updated_at = ? where id = 'bob'`, now - minute),
  },
  {
    what: 'a lead is imported by somebody who wants no flow to start',
    plant({ run, one, now }) {
      const { id, event_id, source_id } = one(`select id, event_id, source_id from leads where state = 'routed' limit 1`)
      run(`
        insert into imports (id, name, created_by, sha256, bytes, lines, came_as, encoding, separator, headers, decimal, starts_flows, source_id, state, "offset", line, "row", created, duplicates, stuck, refused, active_ms, created_at, started_at)
        values ('planted', 'leads.csv', 'ops', '', 0, 0, 'utf-8', 'utf-8', ',', '[]', '.', 0, 'planted-source', 'running', 0, 0, 0, 1, 0, 0, 0, 0, ?, ?)`, now - minute, now - minute)
      run(`
        insert into events (id, source_id, external_id, type, data, subject_type, subject_id, occurred_at, received_at, state)
        select 'planted-event', 'planted-source', 'planted', type, data, 'lead', 'planted', occurred_at, ?, 'done' from events where id = ?`, now, event_id)
      run(`
        insert into leads (id, event_id, source_id, contact_id, skills, more, state, received_at, updated_at, version)
        select 'planted', 'planted-event', 'planted-source', contact_id, '[]', '{}', 'open', ?, ?, 1 from leads where id = ?`, now, now, id)
      if (source_id === 'planted-source') throw new Error('test.innocents: the source is not another one')
    },
  },
  {
    what: 'a run is called off before anybody was asked, and the reason stands there',
    plant({ run, one, now }) {
      const { id } = one(`select id from runs where state = 'starting' limit 1`)
      run('delete from outbox where run_id = ?', id)
      run(`update runs set state = 'done', hold = 'cancelled', end_reason = 'cancelled', ended_at = ? where id = ?`, now, id)
    },
  },
]
