import type { GatedCall } from '../gate'
import type { BegunWorld } from '../world/begin-world'

/** Where one run stands at one step. `next`: it is about to do it, and is held there. */
export interface Token {
  runId: string
  nodeId: string
  visit: number
  state: 'next' | 'running' | 'waiting' | 'held'
  until: number | null
}

export interface Standing {
  tokens: Token[]
  /** How many runs stand at each step, also those that `tokens` leaves out. */
  standing: Record<string, number>
  runs: { id: string; leadId: string; leadName: string | null; state: string; endReason: string | null; startedAt: number }[]
  /** Who is asked for which lead. */
  asked: { leadId: string; personId: string; personName: string }[]
  /** What people could do: claim a lead, decide on an approval. */
  work: { id: string; kind: string; title: string; leadId: string | null; assigneeId: string | null; assigneeName: string | null; dueAt: number; claimants: { id: string; name: string }[] }[]
}

export interface PersonRow {
  id: string
  name: string
  email: string
  userId: string | null
}

export type LookAround = ReturnType<typeof createLookAround>

const maxListed = 200

/** Looks at a simulated world for the canvas. Only reads. */
export function createLookAround({ db, flowId }: BegunWorld) {
  const { $client } = db
  const openSteps = $client.prepare(
    `select run_steps.run_id as runId, run_steps.node_id as nodeId, run_steps.visit, run_steps.state, waits.due_at as until
     from run_steps join runs on runs.id = run_steps.run_id
     left join waits on waits.run_id = run_steps.run_id and waits.node_id = run_steps.node_id and waits.visit = run_steps.visit and waits.state = 'open'
     where runs.state not in ('done', 'failed') and run_steps.state in ('running', 'waiting', 'held') order by run_steps.run_id limit ${maxListed}`,
  )
  const counts = $client.prepare(
    `select node_id as nodeId, count(*) as count from run_steps join runs on runs.id = run_steps.run_id
     where runs.flow_id = ? and runs.state not in ('done', 'failed') and run_steps.state in ('running', 'waiting', 'held') group by node_id`,
  )
  const newestRuns = $client.prepare(
    `select runs.id, subject_id as leadId, leads.name as leadName, runs.state, end_reason as endReason, started_at as startedAt
     from runs left join leads on leads.id = runs.subject_id order by runs.id desc limit ${maxListed}`,
  )
  const offers = $client.prepare(
    `select subject_id as leadId, rep_id as personId, reps.name as personName from assignments join reps on reps.id = rep_id where state = 'offered' order by assignments.id limit ${maxListed}`,
  )
  const openWork = $client.prepare(
    `select work_items.id, kind, title, subject_id as leadId, assignee_id as assigneeId, reps.name as assigneeName, due_at as dueAt, queue_id as queueId
     from work_items left join reps on reps.id = assignee_id where work_items.state = 'open' order by due_at, work_items.id limit ${maxListed}`,
  )
  const watchers = $client.prepare('select reps.id, reps.name from queue_watchers join reps on reps.id = rep_id where queue_id = ? and active = 1 order by reps.id')
  const offerOf = $client.prepare(
    `select assignments.id, reps.id as personId, reps.name from assignments join reps on reps.id = rep_id where subject_id = ? and state = 'offered'`,
  )
  const itemOf = $client.prepare('select id, subject_id as leadId, assignee_id as assigneeId from work_items where id = ?')
  const personOf = $client.prepare('select id, name, email, user_id as userId from reps where id = ?')

  function count(): Record<string, number> {
    return Object.fromEntries((counts.all(flowId) as { nodeId: string; count: number }[]).map(({ nodeId, count }) => [nodeId, count]))
  }

  return {
    counts: count,
    standing(held: GatedCall[]): Standing {
      const about = held.flatMap(({ runId, nodeId, visit }): Token[] => (nodeId === undefined ? [] : [{ runId, nodeId, visit: visit ?? 1, state: 'next', until: null }]))
      const isHeld = new Set(about.map(({ runId, nodeId, visit }) => `${runId}:${nodeId}:${visit}`))
      const open = (openSteps.all() as Token[]).filter(({ runId, nodeId, visit }) => !isHeld.has(`${runId}:${nodeId}:${visit}`))
      return {
        tokens: [...about, ...open],
        standing: count(),
        runs: newestRuns.all() as Standing['runs'],
        asked: offers.all() as Standing['asked'],
        work: (openWork.all() as (Omit<Standing['work'][number], 'claimants'> & { queueId: string | null })[]).map(({ queueId, ...item }) => ({
          ...item, claimants: item.kind === 'claim' && queueId ? (watchers.all(queueId) as { id: string; name: string }[]) : [],
        })),
      }
    },
    offerFor(leadId: string): { id: string; person: { id: string; name: string } } | undefined {
      const row = offerOf.get(leadId) as { id: string; personId: string; name: string } | undefined
      return row && { id: row.id, person: { id: row.personId, name: row.name } }
    },
    item: (id: string) => itemOf.get(id) as { id: string; leadId: string | null; assigneeId: string | null } | undefined,
    person: (id: string) => personOf.get(id) as PersonRow | undefined,
  }
}
