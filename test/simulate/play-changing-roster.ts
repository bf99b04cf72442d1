import { createRandom } from '#engine/simulate/random'
import { leakChecks } from '#server/leakcheck/find-leaks'
import { leakTimes } from '#server/leakcheck/leak-times'
import { openSimulation } from '#server/simulate/open-simulation'
import type { Turnover } from '#server/simulate/people/behaviour'
import { generateLeads } from '#server/simulate/world/generate-leads'
import { fallbackRouting } from '#templates/fallback-routing/template'

export interface ChangingRoster {
  seed: number
  leads: number
  days: number
  reps: number
  capacity: number
  turnover: Turnover
  /** How often the engine dies, in commits on average; nothing: never. */
  commitsBetweenCrashes?: number
  /** When INV1 to INV4 are looked at. */
  looks: 'every-commit' | 'hourly'
  onProgress?(share: number): void
}

export interface RosterResult {
  seed: number
  leads: number
  crashes: number
  changes: Record<keyof Turnover, number>
  commits: number
  looks: number
  /** What was wrong at some instant, each once. */
  violations: string[]
  /** At the end: with nobody, and with two people. */
  unassigned: number
  doubled: number
  /** From arrival until somebody's room was held, in ms. */
  meanToAssignment: number
  /** Offers that were answered with “I have it” or claimed, of all leads. */
  taken: number
  handedOver: number
  fromQueue: number
  bugs: string[]
}

/** A Monday, seven in the morning UTC. */
const start = Date.UTC(2027, 0, 4, 7)
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const maxViolations = 20
const watched = leakChecks.filter(({ invariant }) => ['INV1', 'INV2', 'INV3', 'INV4'].includes(invariant))

/**
 * Fallback routing while the roster changes under it: reps leave, join, are away, fall silent, and ignore a fifth of what they are offered; and the engine
 * dies after commits drawn at random and begins again from the database. Looks at INV1 to INV4 after every commit, or each hour. The same input gives the
 * same result.
 */
export async function playChangingRoster({ seed, leads, days, reps, capacity, turnover, commitsBetweenCrashes, looks, onProgress }: ChangingRoster): Promise<RosterResult> {
  const random = createRandom(`changing roster ${seed}`)
  const changes = { leaves: 0, joins: 0, away: 0, silent: 0 }
  const simulation = await openSimulation({
    flow: { document: fallbackRouting.build('standard', { team: '', queue: '', rota: '' }) }, seed, startAt: start,
    world: { kind: 'generated', size: { reps, capacity } },
    people: { turnover, roles: { rep: { haveIt: 0.7, passOn: 0.1, hours: 'always' }, manager: { hours: 'always' } } },
    sink(entry) {
      if (entry.kind === 'roster') changes[entry.change] += 1
    },
  })
  const { db, writer } = simulation.world
  const { $client } = db
  const statements = watched.map((check) => ({ check, rows: $client.prepare(check.sql) }))
  const violations = new Set<string>()
  let crashes = 0
  let commits = 0
  let looked = 0
  let nextCrash = drawCrash()

  function drawCrash(): number {
    return commitsBetweenCrashes === undefined ? Number.POSITIVE_INFINITY : random.whole(1, 2 * commitsBetweenCrashes)
  }

  function look(): void {
    looked += 1
    const times = leakTimes(simulation.now())
    for (const { check, rows } of statements) {
      for (const found of rows.all(times) as { subjectType: string; subjectId: string; item: string | null }[]) {
        if (violations.size < maxViolations) violations.add(`${check.invariant} ${check.kind}: ${found.subjectType} ${found.subjectId} ${found.item ?? ''} at ${new Date(simulation.now()).toISOString()}`)
      }
    }
  }

  writer.onCommit(() => {
    commits += 1
    if (looks === 'every-commit') look()
    if (commits < nextCrash) return
    nextCrash = commits + drawCrash()
    crashes += 1
    simulation.crash()
  })
  if (looks === 'hourly') {
    const lookLater = () => {
      look()
      simulation.at(simulation.now() + hourMs, lookLater)
    }
    simulation.at(start + hourMs, lookLater)
  }

  simulation.schedule(generateLeads({ count: leads, from: start, days, random: createRandom(`leads ${seed}`) }))
  const until = start + (days + 1) * dayMs
  await simulation.play(until, { onProgress: (now) => onProgress?.((now - start) / (until - start)) })
  look()

  const count = (sql: string) => $client.prepare(sql).pluck().get() as number
  const totals = simulation.totals()
  const result: RosterResult = {
    seed, leads: totals.leads, crashes, changes, commits, looks: looked, violations: [...violations], unassigned: totals.leaks.count,
    doubled: count(`select count(*) from (select subject_id from assignments where state in ('offered', 'accepted') group by subject_type, subject_id having count(*) > 1)`),
    meanToAssignment: count(
      `select coalesce(avg(ms), 0) from (select min(assignments.offered_at) - leads.received_at as ms from leads join assignments on assignments.subject_id = leads.id group by leads.id)`,
    ),
    taken: count(`select count(distinct subject_id) from assignments where state in ('accepted', 'released') and answered_at is not null`),
    handedOver: count(`select count(*) from assignments where level like 'Instead of %'`),
    fromQueue: count('select count(*) from assignments where queue_item_id is not null'),
    bugs: simulation.trace.bugs,
  }
  simulation.close()
  return result
}
