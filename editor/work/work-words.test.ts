import { describe, expect, it } from 'vitest'
import type { WorkItem } from '../api/types'
import { actWords, countByDeadline, groupWork, needWords } from './work-words'

const item = (id: string, over: Partial<WorkItem>): WorkItem => ({
  id, kind: 'task', title: id, detail: '', subject: null, runId: null, queue: null, assignee: null, dueAt: 0, createdAt: 0, channel: null, canClaim: false, approval: null, ...over,
})

describe('work', () => {
  it('puts what is in doubt first, then failures, then queues one by one, the most urgent at the top of each', () => {
    const groups = groupWork([
      item('t', {}),
      item('late', { kind: 'claim', queue: { id: 'w', name: 'West' }, dueAt: 9 }),
      item('soon', { kind: 'claim', queue: { id: 'w', name: 'West' }, dueAt: 3 }),
      item('east', { kind: 'claim', queue: { id: 'e', name: 'East' }, dueAt: 5 }),
      item('u', { kind: 'effect-unknown' }),
    ])
    expect(groups.map((group) => [group.words, group.items.map((each) => each.id)])).toEqual([
      ['Not sure it was sent', ['u']], ['West', ['soon', 'late']], ['East', ['east']], ['To do', ['t']],
    ])
  })

  it('counts what is late, due within the hour, and later', () => {
    const items = [item('a', { dueAt: 5 }), item('b', { dueAt: 3_600_000 }), item('c', { dueAt: 9_000_000 })]
    expect(countByDeadline(items, 10)).toEqual({ late: 1, soon: 1, later: 1 })
  })

  it('says how many must agree, and how many have', () => {
    const people = (...answers: ('approve' | 'reject' | null)[]) => answers.map((answer, index) => ({ name: `p${index}`, answer }))
    expect([
      needWords({ need: 1, people: people(null), mayAnswer: 'own' }), needWords({ need: 1, people: people(null, 'reject'), mayAnswer: 'own' }),
      needWords({ need: 2, people: people('approve', null), mayAnswer: 'own' }), needWords({ need: 2, people: people('approve', null, null), mayAnswer: 'own' }),
    ]).toEqual(['One person decides', 'One of 2 must agree', 'All 2 must agree; 1 has so far', '2 of 3 must agree; 1 has so far'])
  })

  it('asks for an answer only from those who can give it', () => {
    const asked = (mayAnswer: 'own' | 'other' | 'no') => actWords(item('a', { kind: 'approval', approval: { need: 1, people: [], mayAnswer } }))
    expect([asked('own'), asked('other'), asked('no')]).toEqual(['Answer', 'Answer', 'Open'])
  })
})
