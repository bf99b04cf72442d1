import { describe, expect, it } from 'vitest'
import type { Candidate } from './candidate'
import { explainRanking } from './explain-ranking'
import { keepRanking, readExplanation } from './explanation'
import { rankOwners } from './route'
import { type Rules, standardRules } from './route-rules'
import { candidate } from './testing/candidate'

const now = Date.parse('2026-04-22T12:00:00Z')

function explained(candidates: Candidate[], more: Partial<Rules> = {}, most = { ranked: 10, passedOver: 20 }) {
  const rules = { ...standardRules, ...more }
  const ranking = rankOwners({ candidates, wanted: { territory: 'west', skills: ['freight'], languages: [] }, asked: ['Asked'], now, rules, countOffers: () => ({ Tom: 3 }) })
  const explanation = readExplanation(JSON.parse(JSON.stringify(keepRanking(ranking, rules, most))))
  if (!explanation) throw new Error('test: it is no ranking')
  return explainRanking(explanation)
}

describe('why this owner, in words', () => {
  it('says what decided, how far the others are behind and for what, and who was passed over', () => {
    const said = explained([
      candidate('Tom', { skills: ['freight'] }), candidate('Carla', { load: 5, skills: ['freight'] }), candidate('Ben'),
      candidate('Aylin', { active: false }), candidate('Asked'), candidate('Full', { capacity: 0 }), candidate('East', { territories: ['east'] }),
    ])
    expect(said.headline).toBe('Tom scored highest of 3 who could take it.')
    expect(said.ranked.map(({ words }) => words)).toEqual([['Most of the score comes from room.'], ['0.20 behind, most of it for room.'], ['0.30 behind, most of it for skill.']])
    expect(said.passedOver.map(({ name, words }) => `${name} ${words}`)).toEqual(['Aylin has left', 'Asked was asked before in this run', 'Full has no room left', 'East works another territory'])
    expect(said.rules).toEqual(['Room counts 40 %, skill 30 %, results 20 %, presence 10 %.'])
  })

  it('says what is uncertain of somebody', () => {
    const said = explained([candidate('Tom', { capacityAt: 1, doubtedAt: 1, joinedAt: now, capacity: 28 })])
    expect(said.headline).toBe('Tom was the only one who could take it.')
    expect(said.ranked[0]?.words.slice(1)).toEqual(['What is known of the room is too old, so none was counted.', 'May not be there: leads were offered and not answered.', 'Is new: 2 leads at once today.'])
  })

  it('speaks of leads and of turns where they decided', () => {
    const people = () => [candidate('Tom', { load: 1 }), candidate('Carla', { load: 2 })]
    expect(explained(people(), { method: 'fewest' })).toMatchObject({ headline: 'Tom has the fewest leads of 2 who could take it.', ranked: [{ words: ['Has 1 lead now.'] }, { words: ['Has 2 leads now.'] }], rules: [] })
    expect(explained(people(), { method: 'turns' })).toMatchObject({ headline: 'It was the turn of Carla, of 2 who could take it.', ranked: [{ words: ['Got 0 leads of late; 50 % of them are this one’s.'] }, { words: ['Got 3 leads of late; 50 % of them are this one’s.'] }] })
  })

  it('says that nobody could, that two are alike, and that not all are listed', () => {
    expect(explained([candidate('Tom', { load: 10 })])).toMatchObject({ headline: 'Nobody could take it.', ranked: [], passedOver: [{ name: 'Tom', words: 'has no room left' }] })
    expect(explained([candidate('Tom'), candidate('Carla')]).ranked[1]?.words).toEqual(['As good a score; who has fewer leads goes first, then who has waited longest for one.'])
    expect(explained([candidate('Tom'), candidate('Carla'), candidate('Ben', { active: false })], {}, { ranked: 1, passedOver: 0 }).rules.at(-1)).toBe('2 more people are not listed.')
  })
})

it('says whose backup took over, and from whom', () => {
  const explanation = readExplanation({ ranked: [{ id: 'a', name: 'A', score: 1, parts: { capacity: 1, skill: 1, performance: 1, availability: 1 }, load: 0, capacity: 1 }], passedOver: [], instead: 'Ben', isBackup: true })
  const said = explanation && explainRanking(explanation)
  expect([said?.headline, said?.rules[0]]).toEqual(['It went to the backup of Ben.', 'Ben had it before, and has left.'])
})

describe('what is read of what was kept', () => {
  it('reads rankings of older versions by score, and nothing that is none', () => {
    const old = { ranked: [{ id: 'a', name: 'A', score: 1, parts: { capacity: 1, skill: 1, performance: 1, availability: 1 }, load: 0, capacity: 1 }], passedOver: [] }
    expect(readExplanation(old)).toMatchObject({ method: 'score', rankedCount: 1, passedOverCount: 0, weights: { capacity: 0.4 } })
    expect([undefined, null, 'x', { onDuty: true }].map(readExplanation)).toEqual([undefined, undefined, undefined, undefined])
  })
})
