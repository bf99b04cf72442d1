import { buildFlow, minutes, seconds, when } from '../build-flow'
import { arrive, type Case, ended, expectEqual, lead, minute } from '../case'

type Step = [string, Record<string, unknown>]

const set = (value: string): Step => ['set', { values: [{ name: 'seen', value }] }]
const newest = (world: Parameters<NonNullable<Case['check']>>[0], name: string) =>
  world.db.$client.prepare(`select json_extract(output, '$.seen') from run_steps where node_id = ? order by visit desc limit 1`).pluck().get(name) as string
const visits = (world: Parameters<NonNullable<Case['check']>>[0], name: string) => world.db.$client.prepare('select count(*) from run_steps where node_id = ?').pluck().get(name) as number

export const rounds: Case[] = [
  {
    name: 'for each entry of a list, in order, then on',
    flow: buildFlow({ each: ['for-each', { over: 'list', list: 'lead.skills' }], body: set('{{ item.number }} {{ item.value }}'), done: ended() }, { 'each.each': 'body', 'body.next': 'each', 'each.done': 'done' }),
    play: (driver) => arrive(driver, { ...lead, skills: ['a', 'b', 'c'] }),
    expect: { state: 'done', steps: ['each.1 → done', 'body.1 → next', 'body.2 → next', 'body.3 → next', 'done.1 → '] },
    check: (world) => expectEqual(newest(world, 'body'), '3 c'),
  },
  {
    name: '18 for each entry of nothing: no round, and on',
    flow: buildFlow({ each: ['for-each', { over: 'list', list: 'lead.more.missing' }], body: set('x'), done: ended() }, { 'each.each': 'body', 'body.next': 'each', 'each.done': 'done' }),
    play: (driver) => arrive(driver),
    expect: { state: 'done', steps: ['each.1 → done', 'done.1 → '] },
  },
  {
    name: 'a list within a list begins anew in each round',
    flow: buildFlow(
      { outer: ['repeat', { times: 2 }], inner: ['for-each', { over: 'lines', lines: 'x\ny' }], body: set('{{ item.value }}'), done: ended() },
      { 'outer.each': 'inner', 'inner.each': 'body', 'body.next': 'inner', 'inner.done': 'outer', 'outer.done': 'done' },
    ),
    play: (driver) => arrive(driver),
    expect: { state: 'done' },
    check: (world) => expectEqual([visits(world, 'outer'), visits(world, 'inner'), visits(world, 'body')], [1, 2, 4]),
  },
  {
    name: 'a fork and its join in a loop, with a wait in one branch',
    flow: buildFlow(
      {
        each: ['repeat', { times: 3 }], split: ['fork', { ways: [{ id: 'a', name: 'a' }, { id: 'b', name: 'b' }] }], nap: ['wait', { duration: minutes(1) }], quick: set('{{ item.number }}'),
        meet: ['join', {}], done: ended(),
      },
      { 'each.each': 'split', 'split.a': 'nap', 'split.b': 'quick', 'nap.done': 'meet', 'quick.next': 'meet', 'meet.done': 'each', 'meet.incomplete': 'done', 'each.done': 'done' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 4 * minute)
    },
    expect: { state: 'done' },
    check: (world) => expectEqual([visits(world, 'split'), visits(world, 'nap'), visits(world, 'quick'), visits(world, 'meet'), newest(world, 'quick')], [3, 3, 3, 3, '3']),
  },
  {
    name: '4 a wait in a loop with a bound, left in the middle',
    flow: buildFlow(
      { each: ['repeat', { times: 5 }], nap: ['wait', { duration: minutes(1) }], third: ['branch', when('lead.note', '=', 'stop')], mark: ['update-record', { changes: [{ field: 'lead.note', value: '{% if item.number > 1 %}stop{% endif %}' }] }], out: ended('queued'), done: ended() },
      { 'each.each': 'nap', 'nap.done': 'third', 'third.yes': 'out', 'third.no': 'mark', 'mark.done': 'each', 'each.done': 'done' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 9 * minute)
    },
    expect: { state: 'done', endReason: 'queued' },
    check: (world) => expectEqual([visits(world, 'nap'), visits(world, 'mark')], [3, 2]),
  },
  {
    name: '17 a loop over 1,000 leads: each of them once',
    isLarge: true,
    flow: buildFlow(
      { each: ['for-each', { over: 'leads', fit: { combinator: 'and', rules: [{ field: 'lead.territory', operator: '=', value: 'loop' }] }, limit: 1_000 }], body: ['update-record', { about: 'item', changes: [{ field: 'lead.note', value: 'seen {{ item.number }}' }] }], done: ended() },
      { 'each.each': 'body', 'body.done': 'each', 'each.done': 'done' },
    ),
    play: async (driver) => {
      const now = await driver.now()
      const flowsOf = driver.world.db.$client.prepare('delete from triggers')
      const kept = driver.world.db.$client.prepare('select * from triggers').all() as Record<string, unknown>[]
      flowsOf.run()
      await Promise.all(Array.from({ length: 1_000 }, (_, index) => driver.world.receive({ name: `Lead ${index}`, territory: 'loop' }, { id: `many-${index}`, now })))
      for (const row of kept) driver.world.db.$client.prepare(`insert into triggers (${Object.keys(row).join()}) values (${Object.keys(row).map(() => '?').join()})`).run(Object.values(row))
      await arrive(driver, { ...lead, territory: 'west' })
    },
    expect: { state: 'done', endReason: 'completed' },
    check: (world) => expectEqual(world.db.$client.prepare(`select count(distinct note) from leads where territory = 'loop' and note like 'seen %'`).pluck().get(), 1_000),
  },
  {
    name: '17 a run of 5,000 steps',
    isLarge: true,
    flow: buildFlow({ each: ['repeat', { times: 4_998 }], body: set('{{ item.number }}'), done: ended() }, { 'each.each': 'body', 'body.next': 'each', 'each.done': 'done' }),
    play: (driver) => arrive(driver),
    expect: { state: 'done', endReason: 'completed' },
    check: (world) => expectEqual([visits(world, 'body'), newest(world, 'body')], [4_998, '4998']),
  },
  {
    name: '17 a run that is sent 2,000 events takes each of them once',
    isLarge: true,
    flow: buildFlow(
      { each: ['repeat', { times: 2_000 }], hear: ['await-event', { events: [{ id: 'a', type: 'order.placed', field: '', equals: '' }], window: minutes(600) }], done: ended(), late: ended('rejected') },
      { 'each.each': 'hear', 'hear.a': 'each', 'hear.timedOut': 'late', 'each.done': 'done' },
    ),
    play: async (driver) => {
      await arrive(driver)
      for (let from = 0; from < 2_000; from += 100) {
        const now = await driver.now()
        await Promise.all(Array.from({ length: 100 }, (_, index) => driver.world.event('order.placed', { order: from + index }, { id: `order-${from + index}`, now })))
      }
      await driver.settle()
    },
    expect: { state: 'done', endReason: 'completed' },
    check: (world) => expectEqual(world.db.$client.prepare('select count(distinct event_id) from waits where event_id is not null').pluck().get(), 2_000),
  },
  {
    name: 'a list of more than may be gone through: nothing is done by halves',
    flow: buildFlow({ each: ['for-each', { over: 'leads', limit: 1 }], body: set('x'), done: ended(), many: ended('rejected') }, { 'each.each': 'body', 'body.next': 'each', 'each.done': 'done', 'each.error': 'many' }),
    play: async (driver) => {
      await arrive(driver)
      await arrive(driver, lead, 'event-2')
    },
    check: (world) => expectEqual([world.see(0).endReason, world.see(1).steps[0]], ['completed', 'each.1 → failed: too-many']),
  },
  {
    name: 'a length of time within a round is counted from that round',
    flow: buildFlow({ each: ['repeat', { times: 2 }], nap: ['wait', { duration: seconds(30) }], done: ended() }, { 'each.each': 'nap', 'nap.done': 'each', 'each.done': 'done' }),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 45_000)
      if (driver.world.see().state === 'done') throw new Error('ended too early')
      await driver.advanceTo(start + 90_000)
    },
    expect: { state: 'done' },
  },
]
