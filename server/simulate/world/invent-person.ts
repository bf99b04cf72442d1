import type { Random } from '#engine/simulate/random'
import { createConnection } from '../../connections/create-connection'
import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'
import type { SecretBox } from '../../secrets/secret-box'
import { familyNames, givenNames, skills, territories } from './invented'

export interface InventedPerson {
  id: string
  role: 'rep' | 'manager' | 'executive'
  managerId: string | null
  teamId: string
  capacity: number
  /** Which number of a rep this is: everybody works one territory, and every fourth a second one. Nothing: all of them. */
  territory?: number
  /** From when leads come. */
  joinedAt?: number
}

/** Puts a made-up person on the roster of a simulated world. Part of the caller's transaction. */
export function inventPerson(db: Database, { box, random }: { box: SecretBox; random: Random }, { id, role, managerId, teamId, capacity, territory, joinedAt }: InventedPerson, now: number): void {
  const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`
  const webhookId = createConnection(db, box, { input: { kind: 'webhook', name, url: 'https://simulation.invalid/hook' }, actor: { kind: 'system', id: 'simulation' } }, now)
  db.insert(reps)
    .values({
      id, name, email: `${id.toLowerCase()}@team.example`, teamId, managerId, role, active: true,
      territories: territory === undefined ? [...territories] : [territories[territory % 4] as string, ...(territory % 4 === 0 ? [territories[(territory / 4 + 1) % 4] as string] : [])],
      skills: skills.filter(() => random.isTrue(0.4)), zone: 'Europe/Berlin', capacity, performance: Math.round(random.next() * 100) / 100,
      presence: random.isTrue(0.85) ? 'online' : 'away', webhookId, joinedAt: joinedAt ?? null, createdAt: now, updatedAt: now,
    })
    .run()
}
