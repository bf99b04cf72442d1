import { newId } from '../db/new-id'
import type { NodeRegistry } from '#nodes/definitions'
import { fallbackRouting } from '#templates/fallback-routing/template'
import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { queues, queueWatchers, reps, rotas, teams } from '../db/schema'
import { createSource } from '../events/create-source'
import { createFlow } from '../flows/create-flow'
import { publishFlow } from '../flows/publish-flow'
import { addLayer, weeksOf } from '../roster/rotas/add-layer'
import type { SecretBox } from '../secrets/secret-box'
import { writeSetting } from '../settings/settings'
import { samplePeople } from './sample-people'

const actor: Actor = { kind: 'system', id: 'sample' }

/**
 * Fills an empty workspace with something alive: a team with its manager and an executive, an overflow queue, a rota, and
 * the fast fallback routing, published. Everything is ordinary and can be changed or removed. Part of the caller's transaction.
 */
export function createSample(db: Database, deps: { registry: NodeRegistry; box: SecretBox }, now: number): void {
  const team = newId(now)
  const queue = newId(now)
  const rota = newId(now)
  db.insert(teams).values({ id: team, name: 'Sales West', createdAt: now }).run()
  db.insert(queues).values({ id: queue, name: 'Overflow West', teamId: team, createdAt: now }).run()
  db.insert(rotas).values({ id: rota, name: 'Sales on call', teamId: team, createdAt: now }).run()

  const ids = new Map(samplePeople.map((person) => [person.email, newId(now)]))
  const idOf = (email: string | undefined) => (email ? (ids.get(email) ?? null) : null)
  for (const { manager, ...person } of [...samplePeople].sort((a, b) => rank(a.role) - rank(b.role))) {
    db.insert(reps)
      .values({
        id: idOf(person.email) ?? '', name: person.name, email: person.email, teamId: team, managerId: idOf(manager), role: person.role, active: true,
        territories: ['west'], skills: person.skills, zone: 'Europe/Berlin', capacity: person.capacity, performance: person.performance, presence: 'online',
        createdAt: now, updatedAt: now,
      })
      .run()
    if (person.isWatcher) db.insert(queueWatchers).values({ queueId: queue, repId: idOf(person.email) ?? '' }).run()
  }

  const onDuty = samplePeople.flatMap((person) => (person.isOnDuty ? [idOf(person.email) ?? ''] : []))
  addLayer(db, { rotaId: rota, layer: weeksOf(onDuty, { zone: 'Europe/Berlin', startsAt: now }) }, now)

  const source = createSource(db, deps.box, { name: 'Website form (sample)', kind: 'signed-webhook', actor }, now)
  writeSetting(db, 'sample.source', { id: source.id, sealedSecret: deps.box.seal(source.secret) })
  writeSetting(db, 'workspace', { name: 'Sample workspace', isSample: true })

  const flowId = createFlow(db, { document: fallbackRouting.build('fast', { team, queue, rota }), template: fallbackRouting.name, actor }, now)
  publishFlow(db, deps.registry, { flowId, rev: 1, note: 'Comes with the sample workspace', actor }, now)
}

/** Managers point at executives and reps at managers: rows that are pointed at come first. */
function rank(role: 'rep' | 'manager' | 'executive'): number {
  return { executive: 0, manager: 1, rep: 2 }[role]
}
