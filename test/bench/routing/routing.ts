import { standardHours } from '#nodes/revops/business-time'
import type { Candidate } from '#nodes/revops/candidate'
import { rankOwners } from '#nodes/revops/route'
import type { Method, Rules } from '#nodes/revops/route-rules'
import { openDatabase } from '#server/db/open-database'
import { reps, teams } from '#server/db/schema'
import { createRosterService } from '#server/roster/roster-service'
import { createRandom } from '../../harness/random'
import { median, percentile } from '../median'

const people = 500
const decisions = 2_000
const zones = ['Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe']
const skills = ['logistics', 'construction', 'retail', 'software']
const start = Date.parse('2026-04-22T12:00:00Z')

/** How many leads a second find their owner among 500 reps, and the slowest of a hundred, against sorting 500 scores. */
export async function benchRouting(): Promise<void> {
  const random = createRandom(7).next
  const db = openDatabase(':memory:')
  db.insert(teams).values({ id: 'team', name: 'Team', createdAt: 1 }).run()
  for (let index = 0; index < people; index += 1) {
    db.insert(reps)
      .values({
        id: `rep-${index}`, name: `Rep ${index}`, email: `${index}@team.example`, teamId: 'team', role: 'rep', active: true, territories: index % 4 === 0 ? [] : ['west'], skills: skills.filter(() => random() < 0.5),
        languages: random() < 0.5 ? ['en'] : ['de', 'en'], zone: zones[index % zones.length] as string, capacity: 20, performance: random(), presence: 'online', createdAt: 1, updatedAt: 1,
      })
      .run()
  }
  const roster = createRosterService(db)
  const candidates = roster.candidates('team', start)
  for (const each of candidates) each.load = Math.floor(random() * 20)
  const counts = Object.fromEntries(candidates.map(({ id }) => [id, Math.floor(random() * 50)]))
  const scores = candidates.map(() => random())

  const sorting = measure(() => [...scores].sort((a, b) => b - a))
  console.log(`\nRouting: one of ${people} reps for each lead; sorting ${people} numbers takes ${micro(median(sorting))}`)
  const methods: [string, Partial<Rules>][] = [
    ['by score', { method: 'score' }], ['by score, in working hours, languages a must', { method: 'score', hours: 'must', languages: 'must' }], ['by fewest leads', { method: 'fewest' }], ['in turn, by room', { method: 'turns-by-room' satisfies Method }],
  ]
  for (const [words, rules] of methods) say(words, measure((index) => decide(candidates, index, rules)))
  say('by score, people read from the database', measure((index) => decide(roster.candidates('team', start + index), index, {})))
  db.$client.close()

  function decide(among: Candidate[], index: number, rules: Partial<Rules>): unknown {
    const wanted = { territory: 'west', skills: [skills[index % skills.length] as string], languages: ['de'] }
    return rankOwners({ candidates: among, wanted, asked: [], now: start + index * 1_000, rules, hours: standardHours, countOffers: () => counts }).ranked[0]
  }

  function say(words: string, times: number[]): void {
    const middle = median(times)
    console.log(`  ${words}: ${Math.round(1_000 / middle)} a second, 99 of 100 within ${micro(percentile(times, 0.99))}; ${(middle / median(sorting)).toFixed(1)} times the sorting`)
  }
}

function measure(work: (index: number) => unknown): number[] {
  for (let index = 0; index < 200; index += 1) work(index)
  return Array.from({ length: decisions }, (_, index) => {
    const began = performance.now()
    work(index)
    return performance.now() - began
  })
}

function micro(ms: number): string {
  return `${Math.round(ms * 1_000)} µs`
}
