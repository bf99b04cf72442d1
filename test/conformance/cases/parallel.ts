import { buildFlow, minutes, when } from '../build-flow'
import { arrive, type Case, ended, expectEqual, lead, minute } from '../case'

type Steps = Parameters<typeof buildFlow>[0]

const fork = (...ids: string[]) => ['fork', { ways: ids.map((id) => ({ id, name: id })) }] as [string, Record<string, unknown>]
const note = (text: string) => ['set', { values: [{ name: 'seen', value: text }] }] as [string, Record<string, unknown>]
const join = (need: 'all' | 'first' | number = 'all') => ['join', typeof need === 'number' ? { need: 'number', count: need } : { need }] as [string, Record<string, unknown>]
const broken = ['update-record', { changes: [{ field: 'lead.score', value: 'much' }] }] as [string, Record<string, unknown>]

const threeWays = (need: 'all' | 'first' | number, more: Steps = {}): Steps => ({
  split: fork('a', 'b', 'c'), left: note('left'), nap: ['wait', { duration: minutes(5) }], bad: note('fine'), meet: join(need), after: note('after'), partly: note('partly'), done: ended(), ...more,
})
const threeEdges = {
  'split.a': 'left', 'split.b': 'nap', 'split.c': 'bad', 'left.next': 'meet', 'nap.done': 'meet', 'bad.next': 'meet', 'meet.done': 'after', 'meet.incomplete': 'partly', 'after.next': 'done', 'partly.next': 'done',
}

export const parallel: Case[] = [
  {
    name: '2 after a fork a join runs exactly once, when the last branch has come',
    flow: buildFlow(threeWays('all'), threeEdges),
    play: async (driver, start) => {
      await arrive(driver)
      if (driver.world.see().steps.some((step) => step.startsWith('meet'))) throw new Error('went on too early')
      await driver.advanceTo(start + 6 * minute)
    },
    expect: { steps: ['split.1 → *', 'left.1 → next', 'nap.1 → done', 'bad.1 → next', 'meet.1 → done', 'after.1 → next', 'done.1 → '], state: 'done', endReason: 'completed' },
  },
  {
    name: '2 a merge after a fork runs once for each branch that reaches it, directly or through others',
    flow: buildFlow(
      { split: fork('a', 'b'), far: note('far'), merge: ['work-item', { title: 'Look' }], meet: join(), done: ended() },
      { 'split.a': 'merge', 'split.b': 'far', 'far.next': 'merge', 'merge.created': 'meet', 'meet.done': 'done', 'meet.incomplete': 'done' },
    ),
    play: (driver) => arrive(driver),
    expect: { steps: ['split.1 → *', 'merge.1 → created', 'far.1 → next', 'merge.2 → created', 'meet.1 → done', 'done.1 → '], work: ['task', 'task'] },
  },
  {
    name: '1 dead branch within a fork: what was not taken does not run, and the join does not wait for it',
    flow: buildFlow(
      { split: fork('a', 'b'), big: ['branch', when('lead.amount', '>', 50)], small: note('small'), dead: note('dead'), side: note('side'), meet: join(), done: ended() },
      { 'split.a': 'big', 'split.b': 'side', 'big.yes': 'small', 'big.no': 'dead', 'small.next': 'meet', 'dead.next': 'meet', 'side.next': 'meet', 'meet.done': 'done', 'meet.incomplete': 'done' },
    ),
    play: (driver) => arrive(driver),
    expect: { steps: ['split.1 → *', 'big.1 → yes', 'side.1 → next', 'small.1 → next', 'meet.1 → done', 'done.1 → '] },
  },
  {
    name: '3 a join with one failed, one skipped and one ended branch goes on as incomplete, and the run has failed',
    flow: buildFlow(
      {
        split: fork('a', 'b', 'c', 'd'), bad: broken, skip: ['branch', when('lead.amount', '>', 50)], over: note('over'), stop: ended('rejected'), fine: note('fine'), meet: join(),
        after: note('after'), partly: note('partly'), done: ended(),
      },
      {
        'split.a': 'bad', 'split.b': 'skip', 'split.c': 'stop', 'split.d': 'fine', 'bad.done': 'meet', 'skip.yes': 'stop', 'skip.no': 'over', 'over.next': 'meet', 'fine.next': 'meet',
        'meet.done': 'after', 'meet.incomplete': 'partly', 'after.next': 'done', 'partly.next': 'done',
      },
    ),
    play: (driver) => arrive(driver),
    expect: { state: 'failed', endReason: 'failed', work: ['run-failed'] },
    check: (world) => {
      const { steps } = world.see()
      expectEqual([...steps].sort(), ['bad.1 → failed: not-a-number', 'done.1 → ', 'fine.1 → next', 'meet.1 → incomplete', 'partly.1 → next', 'skip.1 → yes', 'split.1 → *', 'stop.1 → ', 'stop.2 → '].sort())
    },
  },
  {
    name: '3 every branch has failed: no join, the run has failed, and does not hang',
    flow: buildFlow(
      { split: fork('a', 'b'), one: broken, two: broken, meet: join(), done: ended() },
      { 'split.a': 'one', 'split.b': 'two', 'one.done': 'meet', 'two.done': 'meet', 'meet.done': 'done', 'meet.incomplete': 'done' },
    ),
    play: (driver) => arrive(driver),
    expect: { state: 'failed', steps: ['split.1 → *', 'one.1 → failed: not-a-number', 'two.1 → failed: not-a-number'], work: ['run-failed', 'run-failed'] },
  },
  {
    name: 'the first branch is enough: the others are dropped where they stand, and wait for nothing any more',
    flow: buildFlow(
      { split: fork('a', 'b'), nap: ['wait', { duration: minutes(5) }], long: ['wait', { duration: minutes(50) }], meet: join('first'), rest: ['wait', { duration: minutes(60) }], done: ended() },
      { 'split.a': 'nap', 'split.b': 'long', 'nap.done': 'meet', 'long.done': 'meet', 'meet.done': 'rest', 'meet.incomplete': 'done', 'rest.done': 'done' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 6 * minute)
      expectEqual(driver.world.db.$client.prepare(`select group_concat(node_id) from waits where state = 'open'`).pluck().get(), 'rest')
      expectEqual(driver.world.see().steps, ['split.1 → *', 'nap.1 → done', 'long.1 → dropped', 'meet.1 → done', 'rest.1 → waiting'])
      await driver.advanceTo(start + 67 * minute)
    },
    expect: { state: 'done' },
  },
  {
    name: 'two of three branches are enough',
    flow: buildFlow(threeWays(2), threeEdges),
    play: (driver) => arrive(driver),
    expect: { state: 'done', steps: ['split.1 → *', 'left.1 → next', 'nap.1 → dropped', 'bad.1 → next', 'meet.1 → done', 'after.1 → next', 'done.1 → '] },
  },
  {
    name: 'forks within forks: the inner join is one branch to the outer',
    flow: buildFlow(
      { outer: fork('a', 'b'), inner: fork('x', 'y'), p: note('p'), q: ['wait', { duration: minutes(2) }], within: join(), side: ['wait', { duration: minutes(1) }], meet: join(), done: ended() },
      {
        'outer.a': 'inner', 'outer.b': 'side', 'inner.x': 'p', 'inner.y': 'q', 'p.next': 'within', 'q.done': 'within', 'within.done': 'meet', 'within.incomplete': 'meet', 'side.done': 'meet',
        'meet.done': 'done', 'meet.incomplete': 'done',
      },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 3 * minute)
    },
    expect: { state: 'done', steps: ['outer.1 → *', 'inner.1 → *', 'side.1 → done', 'p.1 → next', 'q.1 → done', 'within.1 → done', 'meet.1 → done', 'done.1 → '] },
  },
  {
    name: '7 an approval in one branch holds the end of the run until it is answered',
    flow: buildFlow(
      { split: fork('a', 'b'), may: ['approval', { who: 'people', people: ['max'], window: minutes(60) }], quick: note('quick'), yes: ended('accepted'), no: ended('rejected'), done: ended() },
      { 'split.a': 'may', 'split.b': 'quick', 'quick.next': 'done', 'may.approved': 'yes', 'may.rejected': 'no', 'may.timedOut': 'no' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      if (driver.world.see().state === 'done') throw new Error('ended without the approval')
      await driver.advanceTo(start + 10 * minute)
      await driver.world.approve('approve', await driver.now())
      await driver.settle()
    },
    expect: { state: 'done', endReason: 'accepted', work: [] },
  },
  {
    name: '7 an approval in one branch holds the end of the run until its time is over',
    flow: buildFlow(
      { split: fork('a', 'b'), may: ['approval', { who: 'people', people: ['ann', 'bob', 'max'], need: 'number', count: 2, window: minutes(60) }], quick: note('quick'), yes: ended('accepted'), no: ended('rejected'), done: ended() },
      { 'split.a': 'may', 'split.b': 'quick', 'quick.next': 'done', 'may.approved': 'yes', 'may.rejected': 'no', 'may.timedOut': 'no' },
    ),
    play: async (driver, start) => {
      await arrive(driver, lead)
      await driver.world.approve('approve', await driver.now())
      await driver.advanceTo(start + 61 * minute)
    },
    expect: { state: 'done', endReason: 'rejected', work: [] },
  },
]
