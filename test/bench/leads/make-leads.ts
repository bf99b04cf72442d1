import type { Database } from '#server/db/open-database'
import { newId } from '#server/db/new-id'
import { reps, sources, teams, workItems } from '#server/db/schema'
import { indexWords } from '#server/leads/words/index-words'
import { createRandom } from '../../harness/random'

const firstNames = ['Anna', 'Ben', 'Cem', 'Dora', 'Emil', 'Fatma', 'Greta', 'Hanno', 'Ines', 'Jörg', 'Zoë', 'Lars', 'Mia', 'Noah', 'Olga', 'Paul', 'Quinn', 'Rosa', 'Sven', 'Tina']
const beginnings = ['Ade', 'Bor', 'Cal', 'Dre', 'Eich', 'Fuch', 'Gal', 'Hof', 'Imm', 'Jan', 'Kra', 'Lind', 'Mar', 'Nor', 'Ost', 'Pel', 'Roth', 'Stein', 'Tal', 'Wes']
const endings = ['mann', 'son', 'berg', 'feld', 'er', 'sen', 'ski', 'dottir', 'bauer', 'wald', 'ner', 'lund', 'stad', 'hoff', 'ling', 'ato', 'ez', 'ova', 'ides', 'well']
/** As in a company that works: most have somebody or are closed, a few are to be looked at. */
const states = [...Array(50).fill('routed'), ...Array(38).fill('closed'), ...Array(6).fill('open'), ...Array(3).fill('queued'), ...Array(2).fill('rejected'), 'merged'] as string[]
const territories = ['north', 'east', 'south', 'west', 'dach', 'nordics', 'benelux', 'iberia']

export const made = { reps: 500, teams: 20, sources: 8, start: Date.parse('2025-01-01T00:00:00Z'), everyMs: 30_000 }

/** So many leads of a workspace with 500 reps, one every 30 seconds, quickly: in one transaction, with indexes made afterwards. */
export function makeLeads(db: Database, count: number): void {
  const client = db.$client
  const random = createRandom(11).next
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  for (let index = 0; index < made.teams; index += 1) db.insert(teams).values({ id: `team-${index}`, name: `Team ${index}`, createdAt: 1 }).run()
  for (let index = 0; index < made.sources; index += 1) db.insert(sources).values({ id: `source-${index}`, name: `Source ${index}`, kind: 'api', createdAt: 1 }).run()
  for (let index = 0; index < made.reps; index += 1) {
    db.insert(reps)
      .values({ id: `rep-${index}`, name: `Rep ${index}`, email: `${index}@team.example`, teamId: `team-${index % made.teams}`, role: 'rep', active: true, territories: [], skills: [], zone: 'Europe/Berlin', capacity: 20, performance: 0.5, presence: 'online', createdAt: 1, updatedAt: 1 })
      .run()
  }
  client.pragma('foreign_keys = OFF')
  client.pragma('synchronous = OFF')
  const indexes = client.prepare("select name, sql from sqlite_master where type = 'index' and tbl_name = 'leads' and sql is not null").all() as { name: string; sql: string }[]
  for (const { name } of indexes) client.exec(`drop index ${name}`)
  const insert = client.prepare(`insert into leads (id, event_id, source_id, contact_id, name, email, phone, company, message, territory, amount, score, skills, more, state, owner_id, received_at, updated_at, version)
    values (@id, @id, @source, @id, @name, @email, @phone, @company, @message, @territory, @amount, @score, '[]', '{"orderId":"o1234","campaign":"spring"}', @state, @owner, @at, @at, 1)`)
  client.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const at = made.start + index * made.everyMs
      const first = pick(firstNames)
      const last = pick(beginnings) + pick(endings)
      const state = random() < 0.001 ? 'review' : pick(states)
      const isFree = state === 'open' || state === 'queued' || state === 'review'
      const id = newId(at)
      insert.run({
        id, at, state, source: `source-${Math.floor(random() ** 3 * made.sources)}`, name: `${first} ${last}`, email: `${first}.${last}@${pick(beginnings)}${pick(endings)}.example`.toLowerCase(),
        phone: `+49 221 ${Math.floor(random() * 9e6) + 1e6}`, company: `${pick(beginnings)}${pick(endings)} ${pick(['GmbH', 'AG', 'Ltd', 'Inc'])}`, message: 'Please call me about your offer for our new warehouse, we would like to start in spring. '.repeat(2),
        territory: random() < 0.1 ? null : pick(territories), amount: random() < 0.3 ? null : Math.floor(random() * 100_000), score: random() < 0.2 ? null : Math.floor(random() * 101),
        owner: isFree ? null : `rep-${Math.floor(random() * made.reps)}`,
      })
      if (index % 1_000 === 0) db.insert(workItems).values({ id, kind: 'task', title: 'Call', detail: '', subjectType: 'lead', subjectId: id, state: 'open', dueAt: at + 3_600_000, openKey: id, createdAt: at }).run()
    }
  })()
  for (const { sql } of indexes) client.exec(sql)
  client.transaction(() => {
    while (indexWords(db, 5_000) > 0);
  })()
  client.pragma('wal_checkpoint(TRUNCATE)')
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
}
