import type { Database } from '../../db/open-database'
import { placeOfLead, type Place, places } from './place-of-lead'

export interface Totals {
  leads: number
  /** Each lead stands in exactly one; the sum is `leads`. */
  places: Record<Place, number>
  /** Leads with nobody. There may be none. */
  leaks: { count: number; leads: { leadId: string; name: string | null; why: string }[] }
  runs: number
  /** Runs by why they ended. */
  ends: Record<string, number>
  /** How many leads got to which routing step, in the order of the flow. */
  levels: { nodeId: string; label: string; leads: number }[]
  messages: { channel: string; state: string; count: number }[]
  unknown: number
  failed: number
  /** Open work items by kind. */
  openWork: Record<string, number>
  /** From arrival to the first offer, in ms; null when nobody was offered anything. */
  firstOfferMs: { p50: number | null; p95: number | null; never: number }
  /** From arrival until somebody took it, in ms. */
  ownerMs: { p50: number | null; p95: number | null }
}

const levelTypes = ['route', 'queue', 'on-call']
const maxLeaksListed = 100

/** Counts what became of every lead that came from this source since then. Only reads. */
export function countTotals(db: Database, { sourceId, flowId, since }: { sourceId: string; flowId: string; since: number }): Totals {
  const { $client } = db
  const leadsOfSource = 'select id from leads where source_id = @sourceId and leads.received_at >= @since'
  const runsOfSource = `select id from runs where subject_id in (${leadsOfSource})`
  const all = <Row>(sql: string) => $client.prepare(sql).all({ sourceId, since }) as Row[]
  const counts = (sql: string) => Object.fromEntries(all<{ key: string; count: number }>(sql).map(({ key, count }) => [key, count]))
  const times = (sql: string) => all<{ ms: number }>(sql).map(({ ms }) => ms)

  const found = counts(`select ${placeOfLead} as key, count(*) as count from leads where source_id = @sourceId and leads.received_at >= @since group by key`)
  const lost = found.nobody
    ? all<{ leadId: string; name: string | null; reason: string | null }>(
        `select id as leadId, name, (select end_reason from runs where subject_id = leads.id order by id desc limit 1) as reason
         from leads where source_id = @sourceId and leads.received_at >= @since and ${placeOfLead} = 'nobody' order by id limit ${maxLeaksListed}`,
      )
    : []
  const offers = times(
    `select min(assignments.offered_at) - leads.received_at as ms from leads join assignments on assignments.subject_id = leads.id
     where leads.source_id = @sourceId and leads.received_at >= @since group by leads.id order by ms`,
  )
  const owners = times(
    `select min(assignments.answered_at) - leads.received_at as ms from leads join assignments on assignments.subject_id = leads.id
     where leads.source_id = @sourceId and leads.received_at >= @since and assignments.state in ('accepted', 'released') and assignments.answered_at is not null group by leads.id order by ms`,
  )
  const messages = all<{ channel: string; state: string; count: number }>(
    `select channel, state, count(*) as count from effects where run_id in (${runsOfSource}) group by channel, state order by channel, state`,
  )
  const sum = (state: string) => messages.filter((each) => each.state === state).reduce((so, { count }) => so + count, 0)
  const leads = Object.values(counts(`select 'all' as key, count(*) as count from leads where source_id = @sourceId and leads.received_at >= @since`))[0] ?? 0
  return {
    leads,
    places: Object.fromEntries(places.map((place) => [place, found[place] ?? 0])) as Record<Place, number>,
    leaks: {
      count: found.nobody ?? 0,
      leads: lost.map(({ leadId, name, reason }) => ({ leadId, name, why: reason === null ? 'No flow was started for it.' : `Its run ended as “${reason}”, and nobody has it.` })),
    },
    runs: Object.values(counts(`select 'all' as key, count(*) as count from runs where subject_id in (${leadsOfSource})`))[0] ?? 0,
    ends: counts(`select coalesce(end_reason, 'still open') as key, count(*) as count from runs where subject_id in (${leadsOfSource}) group by key order by count desc, key`),
    levels: countLevels(db, { flowId, sourceId, since, runsOfSource }),
    messages,
    unknown: sum('unknown'),
    failed: sum('failed'),
    openWork: counts(`select kind as key, count(*) as count from work_items where state = 'open' and (subject_id in (${leadsOfSource}) or run_id in (${runsOfSource})) group by kind order by kind`),
    firstOfferMs: { p50: percentile(offers, 0.5), p95: percentile(offers, 0.95), never: leads - offers.length },
    ownerMs: { p50: percentile(owners, 0.5), p95: percentile(owners, 0.95) },
  }
}

function countLevels(db: Database, { flowId, sourceId, since, runsOfSource }: { flowId: string; sourceId: string; since: number; runsOfSource: string }): Totals['levels'] {
  const document = db.$client.prepare('select document from flow_versions where flow_id = ? order by number desc limit 1').pluck().get(flowId) as string | undefined
  const { nodes } = document ? (JSON.parse(document) as { nodes: { id: string; type: string; label: string }[] }) : { nodes: [] }
  const reached = new Map(
    (db.$client.prepare(`select node_id as nodeId, count(distinct run_id) as leads from run_steps where run_id in (${runsOfSource}) group by node_id`).all({ sourceId, since }) as { nodeId: string; leads: number }[]).map(
      ({ nodeId, leads }) => [nodeId, leads],
    ),
  )
  return nodes.filter((node) => levelTypes.includes(node.type)).map(({ id, label }) => ({ nodeId: id, label, leads: reached.get(id) ?? 0 }))
}

/** The value below which this share of the sorted values lies. */
function percentile(sorted: number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
}
