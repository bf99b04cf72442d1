import type { Random } from '#engine/simulate/random'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { connections, messageTemplates, messageTemplateVersions, queues, queueWatchers, rotas, sources, teams } from '../../db/schema'
import { addLayer, weeksOf } from '../../roster/rotas/add-layer'
import type { SecretBox } from '../../secrets/secret-box'
import { writeSetting } from '../../settings/settings'
import { type InventedPerson, inventPerson } from './invent-person'
import type { NamedIds } from './named-ids'

export interface GeneratedSize {
  /** Reps in each team. */
  reps: number
  /** Leads that a rep may hold at once. */
  capacity: number
}

/**
 * Fills an empty world: for each team that the flows name reps with territories, skills and room, under two managers and
 * an executive; each queue watched by the managers and offered to the first team; each rota with the managers and two reps taking turns by the week, and
 * the executive behind them; people, connections, message templates (`textTemplates` for text messages) and sources that the flows name. Part of the caller's transaction.
 */
export function generateWorkspace(db: Database, input: { box: SecretBox; random: Random; size: GeneratedSize; ids: NamedIds; textTemplates: ReadonlySet<string> }, now: number): void {
  const { box, size, ids } = input
  const random = input.random.fork('workspace')
  writeSetting(db, 'workspace', { name: 'Simulated workspace', isSample: false })
  const executive = addPerson({ role: 'executive', managerId: null, teamId: addTeam('management', 'Management'), capacity: 20 })

  const teamIds = ids.teams.length > 0 ? ids.teams : ['standard']
  const managers: string[] = []
  const seniors: string[] = []
  for (const [index, teamId] of teamIds.entries()) {
    addTeam(teamId, `Team ${index + 1}`)
    const own = [1, 2].map(() => addPerson({ role: 'manager', managerId: executive, teamId, capacity: size.capacity * 4 }))
    managers.push(...own)
    for (let count = 0; count < size.reps; count += 1) {
      const rep = addPerson({ role: 'rep', managerId: own[count % own.length] ?? executive, teamId, capacity: size.capacity, territory: count })
      if (count < 2) seniors.push(rep)
    }
  }
  for (const [index, id] of ids.queues.entries()) {
    db.insert(queues).values({ id, name: `Queue ${index + 1}`, teamId: teamIds[0] ?? null, createdAt: now }).run()
    for (const repId of managers) db.insert(queueWatchers).values({ queueId: id, repId }).run()
  }
  const duty = [...managers, ...seniors]
  for (const [index, id] of ids.rotas.entries()) {
    db.insert(rotas).values({ id, name: `On call ${index + 1}`, teamId: teamIds[0] ?? 'management', createdAt: now }).run()
    for (const people of [duty, [executive]]) addLayer(db, { rotaId: id, layer: weeksOf(people, { zone: 'Europe/Berlin', startsAt: now }) }, now)
  }

  for (const id of ids.people) addPerson({ id, role: 'manager', managerId: executive, teamId: teamIds[0] ?? 'management', capacity: size.capacity })
  for (const id of ids.connections) db.insert(connections).values({ id, kind: 'http', name: 'Simulated connection', sealedUrl: box.seal('https://simulation.invalid'), createdAt: now }).run()
  db.insert(connections).values({ id: 'simulated-sms', kind: 'sms', name: 'Simulated text messages', sealedUrl: box.seal('https://simulation.invalid'), createdAt: now }).run()
  for (const id of ids.messageTemplates) {
    db.insert(messageTemplates).values({ id, name: `Simulated template ${id}`, channel: input.textTemplates.has(id) ? 'sms' : 'email', newest: 1, createdAt: now, updatedAt: now }).run()
    db.insert(messageTemplateVersions).values({ id: newId(now), templateId: id, number: 1, purpose: 'inquiry', subject: 'Simulated', body: 'Hello {{ lead.name | default: "there" }}', tracksClicks: false, createdAt: now, createdBy: 'Simulation' }).run()
  }
  for (const id of ids.sources) db.insert(sources).values({ id, name: 'Simulated source', kind: 'signed-webhook', sealedSecret: box.seal('whsec_c2ltdWxhdGlvbg=='), createdAt: now }).run()

  function addTeam(id: string, name: string): string {
    db.insert(teams).values({ id, name, createdAt: now }).run()
    return id
  }

  function addPerson(person: Omit<InventedPerson, 'id'> & { id?: string }): string {
    const id = person.id ?? newId(now)
    inventPerson(db, { box, random }, { ...person, id }, now)
    return id
  }
}
