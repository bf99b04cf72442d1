import type { Random } from '#engine/simulate/random'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { updateRep } from '../../roster/update-rep'
import type { SecretBox } from '../../secrets/secret-box'
import type { Simulation } from '../create-simulation'
import type { Trace } from '../trace/trace'
import { inventPerson } from '../world/invent-person'
import type { Turnover } from './behaviour'
import type { ScriptedPeople } from './scripted-people'

interface Rep {
  id: string
  teamId: string
  managerId: string | null
  capacity: number
}

const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs
const actor = { kind: 'system' as const, id: 'simulation' }
/** A team keeps so many: with nobody left nothing of it could be shown. */
const leastReps = 2

/**
 * Has reps leave, join, be away and fall silent, at times that are drawn as those of independent happenings are, so many in a week on average. By the verbs
 * that the pages and the HR system use. Begins with the first call of `simulation().at`, and goes on as long as time does.
 */
export function startTurnover(input: {
  db: Database
  writer: Writer
  box: SecretBox
  random: Random
  turnover: Turnover
  people: ScriptedPeople
  trace: Trace
  simulation(): Pick<Simulation, 'now' | 'at'>
}): void {
  const { db, writer, box, turnover, people, trace, simulation } = input
  const active = db.$client.prepare(`select id, team_id as teamId, manager_id as managerId, capacity from reps where role = 'rep' and active = 1 and deleted_at is null order by id`)

  const changes: Record<keyof Turnover, (random: Random, rep: Rep, reps: Rep[], now: number) => Promise<void>> = {
    async leaves(_random, rep, reps, now) {
      if (reps.filter(({ teamId }) => teamId === rep.teamId).length <= leastReps) return
      await change(rep, { active: false }, 'leaves', null, now)
    },
    async joins(random, { teamId, managerId, capacity }, reps, now) {
      const id = await writer.write((tx) => {
        const made = newId(now)
        inventPerson(tx, { box, random }, { id: made, role: 'rep', managerId, teamId, capacity, territory: reps.length, joinedAt: now }, now)
        return made
      })
      trace.add({ kind: 'roster', personId: id, change: 'joins', until: null })
    },
    async away(random, rep, _reps, now) {
      const awayUntil = now + random.whole(24, 240) * hourMs
      await change(rep, { awayUntil }, 'away', awayUntil, now)
    },
    async silent(random, rep, _reps, now) {
      const until = now + random.whole(2, 24) * hourMs
      people.silence(rep.id, until)
      trace.add({ kind: 'roster', personId: rep.id, change: 'silent', until })
    },
  }

  async function change(rep: Rep, values: { active: false } | { awayUntil: number }, kind: keyof Turnover, until: number | null, now: number): Promise<void> {
    await writer.write((tx) => updateRep(tx, { repId: rep.id, change: values, actor }, now))
    trace.add({ kind: 'roster', personId: rep.id, change: kind, until })
  }

  for (const kind of Object.keys(changes) as (keyof Turnover)[]) {
    const perWeek = turnover[kind]
    if (perWeek === 0) continue
    const own = input.random.fork(kind)
    // Times between independent happenings are distributed exponentially.
    const next = () => simulation().at(simulation().now() + Math.ceil((-Math.log(1 - own.next()) * weekMs) / perWeek), happen)
    const happen = async () => {
      const reps = active.all() as Rep[]
      if (reps.length > 0) await changes[kind](own, own.pick(reps), reps, simulation().now())
      next()
    }
    next()
  }
}
