import { beforeAll, describe, expect, it } from 'vitest'
import { reps, teams, workItems } from '#server/db/schema'
import { countLeads } from '#server/leads/list/count-leads'
import { type LeadFilter, nobody } from '#server/leads/list/lead-filter'
import { type Direction, type LeadSort, leadSorts } from '#server/leads/list/lead-order'
import { listLeads } from '#server/leads/list/list-leads'
import { indexWords } from '#server/leads/words/index-words'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'
import { createRandom } from '../harness/random'

/* The list of leads against the same list made the slow way: every filter with every order, page by page. */

interface Row {
  id: string
  name: string | null
  company: string | null
  email: string | null
  state: string
  owner_id: string | null
  source_id: string
  territory: string | null
  score: number | null
  amount: number | null
  deleted_at: number | null
}

const many = 5_000
const start = Date.parse('2026-01-01T00:00:00Z')
let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let rows: Row[]
const overdue = new Set<string>()
const teamOf = (owner: string | null) => (owner ? (Number(owner.slice(4)) % 2 === 0 ? 'even' : 'odd') : undefined)

beforeAll(async () => {
  world = createWorld({ now: start, isGrouped: true })
  ;({ call } = await createTestApp(world))
  const { db } = world
  const random = createRandom(5).next
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  for (const id of ['even', 'odd']) db.insert(teams).values({ id, name: id, createdAt: 1 }).run()
  for (let index = 0; index < 6; index += 1) {
    db.insert(reps)
      .values({ id: `rep-${index}`, name: `Rep ${index}`, email: `${index}@x.example`, teamId: index % 2 === 0 ? 'even' : 'odd', role: 'rep', active: true, territories: [], skills: [], zone: 'UTC', capacity: 1, performance: 0, presence: 'online', createdAt: 1, updatedAt: 1 })
      .run()
  }
  await world.receive({ name: 'First' }, { id: 'first', now: start })
  const { lead } = { lead: db.$client.prepare('select * from leads').get() as Record<string, unknown> }
  db.$client.exec('delete from leads')
  const columns = Object.keys(lead)
  db.$client.exec('pragma foreign_keys = off')
  const insert = db.$client.prepare(`insert into leads (${columns.join(', ')}) values (${columns.map((each) => `@${each}`).join(', ')})`)
  db.$client.transaction(() => {
    for (let index = 0; index < many; index += 1) {
      const at = start + index * 60_000
      const id = `${idTime(at)}${String(index).padStart(16, '0')}`
      insert.run({
        ...lead, id, received_at: at, name: random() < 0.1 ? null : pick(['Anna', 'anna', 'Zoë', 'Ötzi', 'Bob 100%']) + pick([' Müller', ' Steinberg', '']), company: random() < 0.2 ? null : pick(['Nordwind', 'acme', 'Acme AG', 'Zeta']),
        email: random() < 0.2 ? null : `${index}@${pick(['north', 'south'])}.example`, phone: null, state: random() < 0.01 ? 'review' : pick(['open', 'routed', 'routed', 'closed']), owner_id: random() < 0.4 ? null : `rep-${Math.floor(random() * 6)}`,
        source_id: pick(['s1', 's1', 's1', 's2']), territory: random() < 0.2 ? null : pick(['west', 'east', 'north, far']), score: random() < 0.3 ? null : Math.floor(random() * 20), amount: random() < 0.3 ? null : Math.floor(random() * 1_000) / 2,
        deleted_at: random() < 0.02 ? 1 : null,
      })
      if (index % 40 === 0) {
        overdue.add(id)
        db.insert(workItems).values({ id, kind: 'task', title: '', detail: '', subjectType: 'lead', subjectId: id, state: 'open', dueAt: start, openKey: id, createdAt: 1 }).run()
      }
    }
  })()
  rows = (db.$client.prepare('select * from leads').all() as Row[]).filter((row) => row.deleted_at === null)
})

const idTime = (at: number) => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let text = ''
  for (let rest = at, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32)) text = letters[rest % 32] + text
  return text
}
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const isIn = (value: number | null, range?: { from?: number; to?: number }) => !range || (value !== null && value >= (range.from ?? -Infinity) && value <= (range.to ?? Infinity))

function fits(row: Row, filter: LeadFilter): boolean {
  const { text, states, owners, teams: wanted, sources, territories, score, amount, arrived, overdueAt } = filter
  const all = fold([row.name, row.company, row.email].filter(Boolean).join('\n'))
  return (
    (!text || fold(text).split(' ').every((word) => all.includes(word))) &&
    (!states || (states as string[]).includes(row.state)) &&
    (!owners || owners.includes(row.owner_id ?? nobody)) &&
    (!wanted || wanted.includes(teamOf(row.owner_id) ?? '')) &&
    (!sources || sources.includes(row.source_id)) &&
    (!territories || territories.includes(row.territory ?? '')) &&
    isIn(row.score, score) && isIn(row.amount, amount) &&
    (arrived?.from === undefined || row.id.slice(0, 10) >= idTime(arrived.from)) && (arrived?.to === undefined || row.id.slice(0, 10) < idTime(arrived.to)) &&
    (overdueAt === undefined || overdue.has(row.id))
  )
}

function slowly(filter: LeadFilter, sort: LeadSort, direction: Direction): string[] {
  const sign = direction === 'up' ? 1 : -1
  const value = (row: Row) => (sort === 'arrived' ? null : typeof row[sort] === 'string' ? (row[sort] as string).replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : row[sort])
  const compare = (one: string | number, other: string | number) => (typeof one === 'string' ? Buffer.compare(Buffer.from(one), Buffer.from(String(other))) : one - Number(other))
  return rows
    .filter((row) => fits(row, filter))
    .sort((one, other) => {
      const [a, b] = [value(one), value(other)]
      if (a === null || b === null) return a === b ? sign * (one.id < other.id ? -1 : 1) : a === null ? 1 : -1
      return sign * (compare(a, b) || (one.id < other.id ? -1 : 1))
    })
    .map(({ id }) => id)
}

function paged(filter: LeadFilter, sort: LeadSort, direction: Direction): { ids: string[]; isOrderLeft: boolean } {
  const ids: string[] = []
  let cursor: string | null = null
  let isOrderLeft = false
  do {
    const page = listLeads(world.db, { filter, sort, direction, limit: 200, ...(cursor && { cursor }) })
    isOrderLeft ||= page.isOrderLeft
    ids.push(...page.leads.map(({ id }) => id))
    cursor = page.next
  } while (cursor)
  return { ids, isOrderLeft }
}

const filters: [string, LeadFilter][] = [
  ['nothing', {}], ['a state', { states: ['routed'] }], ['a rare state', { states: ['review'] }], ['states', { states: ['open', 'review'] }], ['an owner', { owners: ['rep-3'] }], ['nobody', { owners: [nobody] }], ['somebody or nobody', { owners: [nobody, 'rep-1'] }],
  ['a team', { teams: ['odd'] }], ['a source', { sources: ['s1'] }], ['a territory', { territories: ['north, far'] }], ['territories', { territories: ['west', 'east'] }], ['a range of scores', { score: { from: 5, to: 15 } }], ['low scores', { score: { to: 3 } }], ['an amount', { amount: { from: 499.5 } }],
  ['a time', { arrived: { from: start + 1_000 * 60_000, to: start + 4_800 * 60_000 } }], ['what is overdue', { overdueAt: start + 1 }], ['words', { text: 'mull anna' }], ['a part of a word', { text: 'ordwin' }], ['two letters', { text: 'Zo' }], ['signs of SQL', { text: '100%' }], ['a common word', { text: 'example' }], ['nobody has this', { text: 'xyzzy' }],
  ['state, owner and score', { states: ['routed', 'open'], owners: ['rep-1', 'rep-2'], score: { from: 10 } }], ['team, territory and words', { teams: ['even'], territories: ['west'], text: 'stein' }], ['a common word and a state', { text: 'example', states: ['closed'] }],
  ['what nothing fits', { owners: [nobody], teams: ['odd'] }], ['all at once', { text: 'anna', states: ['routed'], owners: ['rep-1', 'rep-3'], teams: ['odd'], sources: ['s1'], territories: ['west', 'east'], score: { from: 2 }, amount: { from: 50 }, arrived: { from: start }, overdueAt: start + 1 }],
]

for (const isIndexed of [false, true]) {
  describe(isIndexed ? 'with the index of words' : 'before leads are in the index of words', () => {
    beforeAll(() => {
      if (isIndexed) while (indexWords(world.db, 2_000) > 0);
    })
    // Only words are found in another way then.
    it.each(filters.filter(([, { text }]) => isIndexed || text))('by %s, in each order, page by page, each lead once', (_, filter) => {
      for (const sort of leadSorts) {
        for (const direction of sort === 'name' ? (['up'] as const) : sort === 'amount' ? (['down'] as const) : (['up', 'down'] as const)) {
          const { ids, isOrderLeft } = paged(filter, sort, direction)
          // A search that finds very many says that it is by arrival.
          expect(ids, `${sort} ${direction}`).toEqual(isOrderLeft ? slowly(filter, 'arrived', 'down') : slowly(filter, sort, direction))
          expect(isOrderLeft && !filter.text).toBe(false)
        }
      }
      const { count, isMore } = countLeads(world.db, filter)
      const real = rows.filter((row) => fits(row, filter)).length
      if (isMore) expect(real).toBeGreaterThanOrEqual(count)
      else if (!filter.arrived && filter.text !== 'example') expect(count).toBe(real)
    })
  })
}

describe('the request', () => {
  const names = async (query: string) => ((await (await call(`/api/leads?limit=200&${query}`)).json()) as { leads: Row[] }).leads.length
  it('takes several values and ranges, and goes on from a page', async () => {
    expect(await names('state=review')).toBe(rows.filter(({ state }) => state === 'review').length)
    expect(await names('state=review&state=open&owner=rep-1&owner=nobody&scoreFrom=19&territory=north%2C%20far&overdue=yes')).toBe(rows.filter((row) => fits(row, { states: ['review', 'open'], owners: ['rep-1', nobody], score: { from: 19 }, territories: ['north, far'], overdueAt: 1 })).length)
  })

  it.each(['sort=message', 'direction=left', 'state=gone', 'scoreFrom=high', 'arrivedFrom=-1', 'cursor=nonsense', `cursor=${Buffer.from('{"value":{},"id":1}').toString('base64url')}`, `owner=${'x'.repeat(61)}`, 'overdue=no'])('refuses %s', async (query) => {
    expect((await call(`/api/leads?${query}`)).status).toBe(400)
  })

  it('says what leads can be filtered by', async () => {
    const choices = (await (await call('/api/leads/choices')).json()) as { owners: { id: string }[]; territories: string[] }
    expect(choices.territories).toEqual(['east', 'north, far', 'west'])
    expect(choices.owners.map(({ id }) => id)).toContain('rep-3')
  })
})
