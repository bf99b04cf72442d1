import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '#server/db/open-database'
import { countLeads } from '#server/leads/list/count-leads'
import { type LeadFilter, nobody } from '#server/leads/list/lead-filter'
import { leadSorts } from '#server/leads/list/lead-order'
import { listLeads } from '#server/leads/list/list-leads'
import { median, percentile } from '../median'
import { made, makeLeads } from './make-leads'

const many = 1_000_000
const pageOf = 50
const pagesOfEach = 3
const dayMs = 86_400_000

/** What a filter was like, and one of its kind for each round, so that no two ask for the same rows. */
const filters: [words: string, of: (round: number, end: number) => LeadFilter][] = [
  ['none', () => ({})],
  ['a common state', () => ({ states: ['routed'] })],
  ['a rare state', () => ({ states: ['review'] })],
  ['two states', () => ({ states: ['open', 'queued'] })],
  ['an owner', (round) => ({ owners: [`rep-${round * 7}`] })],
  ['no owner', () => ({ owners: [nobody] })],
  ['a team', (round) => ({ teams: [`team-${round}`] })],
  ['a source', (round) => ({ sources: [`source-${round % made.sources}`] })],
  ['a territory', () => ({ territories: ['dach'] })],
  ['a range of scores', (round) => ({ score: { from: 80 + round } })],
  ['a value from', (round) => ({ amount: { from: 90_000 + round * 900 } })],
  ['a week', (round, end) => ({ arrived: { from: end - (round + 1) * 7 * dayMs, to: end - round * 7 * dayMs } })],
  ['deadline over', (_, end) => ({ overdueAt: end })],
  ['a name', (round) => ({ text: ['zoë steinwell', 'cem hofbauer', 'rosa lindstad'][round % 3] as string })],
  ['a common word', (round) => ({ text: ['anna', 'gmbh', 'example'][round % 3] as string })],
  ['two letters', (round) => ({ text: ['li', 'os', 'ag'][round % 3] as string })],
  ['owner and state', (round) => ({ owners: [`rep-${round * 11}`], states: ['closed'] })],
  ['team, state, territory', (round) => ({ teams: [`team-${round}`], states: ['closed'], territories: ['west', 'east'] })],
  ['a word and a state', () => ({ text: 'anna', states: ['routed'] })],
  ['five at once, few fit', (round) => ({ teams: [`team-${round}`], states: ['rejected'], sources: ['source-1'], territories: ['dach'], score: { from: 60 } })],
  ['what nothing fits', () => ({ owners: [nobody], states: ['closed'] })],
]

interface Measured {
  pages: number[]
  firsts: number[]
  counts: number[]
}

/**
 * How long the server needs for a page of the leads at 1,000,000: each filter with each order, both ways, and on to further pages. Against fetching 50 leads by
 * their ids, which is what any page costs at least.
 */
export async function benchLeads(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-leads-'))
  try {
    const db = openDatabase(join(folder, 'leads.db'))
    makeLeads(db, many)
    measure(db)
    db.$client.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measure(db: Database): void {
  const least = byIds(db)
  console.log(`\nLeads: pages of ${pageOf} among ${many.toLocaleString('en')}, in ms; fetching ${pageOf} by their ids takes ${median(least).toFixed(1)} (95 of 100 within ${percentile(least, 0.95).toFixed(1)})`)
  const all: number[] = []
  for (const [words, of] of filters) {
    const { pages, firsts, counts } = measureFilter(db, of)
    all.push(...pages, ...counts)
    const p95 = percentile(pages, 0.95)
    console.log(
      `  ${words}: 95 of 100 within ${p95.toFixed(0)}, the slowest ${Math.max(...pages).toFixed(0)}, ${(p95 / percentile(least, 0.95)).toFixed(1)} times the least; a full first page after ${median(firsts).toFixed(0)}, at worst ${Math.max(...firsts).toFixed(0)}; counted within ${percentile(counts, 0.95).toFixed(0)}`,
    )
  }
  console.log(`  all ${all.length} requests: half within ${median(all).toFixed(0)}, 95 of 100 within ${percentile(all, 0.95).toFixed(0)}, 99 within ${percentile(all, 0.99).toFixed(0)}`)
}

/** One filter in each order, and of each the first pages. The first page is full when it is, however many requests that takes, up to `patience`. */
function measureFilter(db: Database, of: (round: number, end: number) => LeadFilter): Measured {
  const patience = 20
  const measured: Measured = { pages: [], firsts: [], counts: [] }
  let round = 0
  for (const sort of leadSorts) {
    for (const direction of ['up', 'down'] as const) {
      const filter = of(round, made.start + many * made.everyMs)
      round += 1
      let cursor: string | undefined
      let first = 0
      let isFull = false
      let found = 0
      for (let request = 0; request < (isFull ? pagesOfEach : patience); request += 1) {
        const began = performance.now()
        const page = listLeads(db, { filter, sort, direction, limit: pageOf, ...(cursor && { cursor }) })
        const took = performance.now() - began
        measured.pages.push(took)
        found += page.leads.length
        if (!isFull) first += took
        if (found >= pageOf || page.next === null) isFull = true
        if (page.next === null) break
        cursor = page.next
      }
      measured.firsts.push(first)
      const began = performance.now()
      countLeads(db, filter)
      measured.counts.push(performance.now() - began)
    }
  }
  return measured
}

function byIds(db: Database): number[] {
  const some = db.$client.prepare('select id from leads where rowid = ?').pluck()
  const fetch = db.$client.prepare(`select * from leads where id in (${Array.from({ length: pageOf }, () => '?').join(', ')})`)
  return Array.from({ length: 100 }, (_, round) => {
    const ids = Array.from({ length: pageOf }, (__, index) => some.get(1 + ((round * 7_919 + index * 19_937) % many)))
    const began = performance.now()
    fetch.all(...ids)
    return performance.now() - began
  })
}
