import { buildFlow, minutes, seconds, when } from '../build-flow'
import { arrive, type Case, ended, expectEqual, lead, minute } from '../case'
import type { World } from '../world'

const ask = { ask: ['route', { team: 'team' }], tell: ['notify', { to: ['assignee'], channels: ['email'] }] } as Record<string, [string, Record<string, unknown>]>

const forked = buildFlow(
  {
    big: ['branch', when('lead.amount', '>', 50)], left: ['update-record', { changes: [{ field: 'lead.note', value: 'left' }] }], right: ['update-record', { changes: [{ field: 'lead.note', value: 'right' }] }],
    deeper: ['set', { values: [{ name: 'after', value: '{{ lead.note }}' }] }], merge: ['work-item', { title: '{{ vars.after }}' }], done: ended(),
  },
  { 'big.yes': 'left', 'big.no': 'right', 'left.done': 'deeper', 'deeper.next': 'merge', 'right.done': 'merge', 'merge.created': 'done' },
)

const oneWait = buildFlow(
  { ...ask, hold: ['await-ack', { window: minutes(10) }], yes: ended('accepted'), no: ended('rejected'), passed: ended('queued') },
  { 'ask.assigned': 'tell', 'ask.nobody': 'no', 'tell.told': 'hold', 'tell.failed': 'no', 'hold.acknowledged': 'yes', 'hold.timedOut': 'no', 'hold.passedOn': 'passed' },
)

const sleeper = (params: Record<string, unknown>) => buildFlow({ nap: ['wait', params], done: ended() }, { 'nap.done': 'done' })
const napEndedAt = (world: World): string => {
  const row = world.db.$client.prepare(`select due_at as due from waits where node_id = 'nap'`).get() as { due: number } | undefined
  return row ? new Date(row.due).toISOString() : 'never'
}

/** Paths, waits, answers, failures: one token. */
export const basics: Case[] = [
  {
    name: '1 dead branch: nothing downstream of the outlet not taken runs',
    flow: forked,
    play: (driver) => arrive(driver),
    expect: { steps: ['big.1 → yes', 'left.1 → done', 'deeper.1 → next', 'merge.1 → created', 'done.1 → '], state: 'done', endReason: 'completed', work: ['task'] },
  },
  {
    name: '1 dead branch: the other way, and the merge is reached directly',
    flow: forked,
    play: (driver) => arrive(driver, { ...lead, amount: 50 }),
    expect: { steps: ['big.1 → no', 'right.1 → done', 'merge.1 → created', 'done.1 → '] },
  },
  {
    name: '4 two waits in a row, each with its own time',
    flow: buildFlow({ one: ['wait', { duration: minutes(5) }], two: ['wait', { duration: minutes(7) }], done: ended() }, { 'one.done': 'two', 'two.done': 'done' }),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 6 * minute)
      if (driver.world.see().steps.at(-1) !== 'two.1 → waiting') throw new Error(`not in the second wait: ${driver.world.see().steps.join()}`)
      await driver.advanceTo(start + 13 * minute)
    },
    expect: { steps: ['one.1 → done', 'two.1 → done', 'done.1 → '], endReason: 'completed' },
  },
  {
    name: '4 a wait in a loop, and a loop that its own limit ends',
    flow: buildFlow(
      { ask: ['route', { team: 'team', maxAsks: 2 }], hold: ['await-ack', { window: minutes(1) }], yes: ended('accepted'), no: ended('rejected') },
      { 'ask.assigned': 'hold', 'ask.nobody': 'no', 'hold.timedOut': 'ask', 'hold.passedOn': 'ask', 'hold.acknowledged': 'yes' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 5 * minute)
    },
    expect: { steps: ['ask.1 → assigned', 'hold.1 → timedOut', 'ask.2 → assigned', 'hold.2 → timedOut', 'ask.3 → nobody', 'no.1 → '], endReason: 'rejected' },
  },
  {
    name: '4 a wait as the last step before an end',
    flow: sleeper({ duration: seconds(90) }),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 2 * minute)
    },
    expect: { steps: ['nap.1 → done', 'done.1 → '], state: 'done' },
  },
  {
    name: '5 an answer before its wait opens: looked back for, one effect',
    flow: buildFlow(
      { ask: ['route', { team: 'team' }], nap: ['wait', { duration: minutes(5) }], hold: ['await-ack', { window: minutes(10) }], yes: ended('accepted'), no: ended('rejected') },
      { 'ask.assigned': 'nap', 'ask.nobody': 'no', 'nap.done': 'hold', 'hold.acknowledged': 'yes', 'hold.timedOut': 'no', 'hold.passedOn': 'no' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 2 * minute)
      await driver.world.answer('have-it', await driver.now())
      await driver.advanceTo(start + 6 * minute)
    },
    expect: { steps: ['ask.1 → assigned', 'nap.1 → done', 'hold.1 → acknowledged', 'yes.1 → '], endReason: 'accepted' },
  },
  {
    name: '5 an answer given twice: one effect',
    flow: oneWait,
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + minute)
      const at = await driver.now()
      await Promise.all([driver.world.answer('have-it', at), driver.world.answer('have-it', at), driver.world.answer('pass-on', at)])
      await driver.settle()
      await driver.world.answer('have-it', await driver.now())
      await driver.settle()
    },
    expect: { steps: ['ask.1 → assigned', 'tell.1 → told', 'hold.1 → acknowledged', 'yes.1 → '], endReason: 'accepted', effects: ['tell.1 email ann done'] },
  },
  {
    name: '5 an answer after the time is over: refused, nothing happens',
    flow: oneWait,
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 11 * minute)
      await driver.world.answer('have-it', await driver.now())
      await driver.settle()
    },
    expect: { steps: ['ask.1 → assigned', 'tell.1 → told', 'hold.1 → timedOut', 'no.1 → '], endReason: 'rejected' },
  },
  {
    name: '6 a time of day in a zone: clocks go forward over it, the next valid instant',
    startAt: '2031-03-09T05:00:00Z',
    flow: sleeper({ kind: 'time-of-day', time: '02:30', zone: 'America/New_York' }),
    play: async (driver) => {
      await arrive(driver)
      await driver.advanceTo(Date.parse('2031-03-09T07:31:00Z'))
    },
    expect: { state: 'done' },
    check: (world) => expectEqual(napEndedAt(world), '2031-03-09T07:30:00.000Z'),
  },
  {
    name: '6 a time of day in a zone: clocks go back over it, the first',
    startAt: '2031-11-02T04:00:00Z',
    flow: sleeper({ kind: 'time-of-day', time: '01:30', zone: 'America/New_York' }),
    play: async (driver) => {
      await arrive(driver)
      await driver.advanceTo(Date.parse('2031-11-02T05:31:00Z'))
    },
    expect: { state: 'done' },
    check: (world) => expectEqual(napEndedAt(world), '2031-11-02T05:30:00.000Z'),
  },
  {
    name: '6 a length of time over a change of clocks is that long, whatever zones say',
    startAt: '2031-03-30T00:30:00Z',
    flow: sleeper({ duration: minutes(60) }),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 58 * minute)
      if (driver.world.see().state !== 'waiting') throw new Error('ended too early')
      await driver.advanceTo(start + 61 * minute)
    },
    expect: { state: 'done' },
  },
  {
    name: '9 publish during a wait: the parked run stays, new runs use the new version',
    flow: sleeper({ duration: minutes(5) }),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.world.publish(buildFlow({ changed: ['set', { values: [{ name: 'x', value: '2' }] }], done: ended('rejected') }, { 'changed.next': 'done' }))
      await arrive(driver, lead, 'event-2')
      await driver.advanceTo(start + 6 * minute)
    },
    expect: { steps: ['nap.1 → done', 'done.1 → '], endReason: 'completed' },
    check: (world) => expectEqual(world.see(1).steps.join(), 'changed.1 → next,done.1 → '),
  },
  {
    name: '10 the same event three times at once, and again a day later: one run',
    flow: sleeper({ duration: minutes(5) }),
    play: async (driver, start) => {
      const now = await driver.now()
      const answers = await Promise.all([1, 2, 3].map(() => driver.world.receive(lead, { id: 'same', now })))
      expectEqual(answers.map((each) => each.state).sort().join(), 'duplicate,duplicate,new')
      await driver.advanceTo(start + 24 * 60 * minute)
      expectEqual((await driver.world.receive(lead, { id: 'same', now: await driver.now() })).state, 'duplicate')
      await driver.settle()
    },
    expect: { state: 'done' },
    check: (world) => expectEqual(world.see(1).state, 'none'),
  },
  {
    name: '13 a step that fails without an error way: failed, a work item, nothing after it',
    flow: buildFlow(
      { bad: ['update-record', { changes: [{ field: 'lead.amount', value: '{{ lead.name }}' }] }], after: ['work-item', { title: 'never' }], done: ended() },
      { 'bad.done': 'after', 'after.created': 'done' },
    ),
    play: (driver) => arrive(driver),
    expect: { steps: ['bad.1 → failed: not-a-number'], state: 'failed', endReason: 'failed', work: ['run-failed'] },
  },
  {
    name: '13 a step that fails with an error way goes there',
    flow: buildFlow(
      { bad: ['update-record', { changes: [{ field: 'lead.amount', value: 'much' }] }], done: ended(), mend: ['work-item', { title: 'Mend {{ lead.name }}' }] },
      { 'bad.done': 'done', 'bad.error': 'mend', 'mend.created': 'done' },
    ),
    play: (driver) => arrive(driver),
    expect: { steps: ['bad.1 → failed: not-a-number', 'mend.1 → created', 'done.1 → '], state: 'done', work: ['task'] },
  },
  {
    name: '13 an effect that nobody can be told by goes its own way out',
    flow: oneWait,
    play: async (driver) => {
      driver.world.mailAnswers.push({ state: 'failed', reason: 'The mail server refused the address.' })
      await arrive(driver)
    },
    expect: { steps: ['ask.1 → assigned', 'tell.1 → failed', 'no.1 → '], effects: ['tell.1 email ann failed'] },
  },
  {
    name: '18 expressions on missing fields, nulls and Unicode have an answer',
    flow: buildFlow(
      {
        missing: ['branch', when('lead.phone', 'contains', '49')], nothing: ['branch', when('lead.amount', '>', 5)], unicode: ['branch', when('lead.name', 'endsWith', '🦊')],
        text: ['set', { values: [{ name: 'out', value: '{{ lead.phone }}|{{ lead.skills | first }}|{{ vars.never }}|{{ lead.name | upcase }}' }] }], note: ['update-record', { changes: [{ field: 'lead.note', value: '{{ vars.out }}' }] }], done: ended(), wrong: ended('rejected'),
      },
      { 'missing.yes': 'wrong', 'missing.no': 'nothing', 'nothing.yes': 'wrong', 'nothing.no': 'unicode', 'unicode.yes': 'text', 'unicode.no': 'wrong', 'text.next': 'note', 'note.done': 'done' },
    ),
    play: (driver) => arrive(driver, { name: 'Zoë 🦊', amount: null }),
    expect: { endReason: 'completed' },
    check: (world) => expectEqual((world.db.$client.prepare('select note from leads').get() as { note: string }).note, '|||ZOË 🦊'),
  },
  {
    name: '19 an event that arrives late carries its own time, apart from its arrival',
    flow: sleeper({ duration: seconds(1) }),
    play: async (driver, start) => {
      await driver.world.receive(lead, { id: 'late', now: await driver.now(), occurredAt: start - 3 * 24 * 60 * minute })
      await driver.advanceTo(start + minute)
    },
    expect: { state: 'done' },
    check: (world) => {
      const row = world.db.$client.prepare('select received_at - occurred_at as late from events').get() as { late: number }
      expectEqual(Math.round(row.late / (24 * 60 * minute)), 3)
    },
  },
  {
    name: '22 an answer a second before the limit, with the engine late: it counts',
    flow: oneWait,
    play: async (driver, start) => {
      await arrive(driver)
      await driver.whileEngineIsLate(start + 10 * minute - 5_000, (now) => driver.world.answer('have-it', now))
      await driver.advanceTo(start + 12 * minute)
    },
    expect: { steps: ['ask.1 → assigned', 'tell.1 → told', 'hold.1 → acknowledged', 'yes.1 → '], endReason: 'accepted' },
    check: (world) => expectEqual(lateMark(world), 0),
  },
  {
    name: '22 an answer after the limit, with the engine late and the row still open: it counts, marked late',
    flow: oneWait,
    play: async (driver, start) => {
      await arrive(driver)
      await driver.whileEngineIsLate(start + 10 * minute + 20_000, (now) => driver.world.answer('have-it', now))
      await driver.advanceTo(start + 12 * minute)
    },
    expect: { steps: ['ask.1 → assigned', 'tell.1 → told', 'hold.1 → acknowledged', 'yes.1 → '], endReason: 'accepted' },
    check: (world) => expectEqual(lateMark(world), 1),
  },
  {
    name: 'an effect that must be tried again holds the run, and is done once',
    flow: oneWait,
    play: async (driver, start) => {
      driver.world.mailAnswers.push({ state: 'retry', reason: 'The mail server is busy.' })
      await arrive(driver)
      await driver.advanceTo(start + minute)
      await driver.world.answer('have-it', await driver.now())
      await driver.settle()
    },
    expect: { steps: ['ask.1 → assigned', 'tell.1 → told', 'hold.1 → acknowledged', 'yes.1 → '], effects: ['tell.1 email ann done'] },
    check: (world) => expectEqual(world.sent.length, 2),
  },
  {
    name: 'an effect that may have arrived is not sent again: visible, and before a person',
    flow: oneWait,
    play: async (driver) => {
      driver.world.mailAnswers.push({ state: 'unknown', reason: 'The connection was lost after the message was handed over.' })
      await arrive(driver)
    },
    expect: { steps: ['ask.1 → assigned', 'tell.1 → told', 'hold.1 → waiting'], effects: ['tell.1 email ann unknown'], work: ['effect-unknown'] },
    check: (world) => expectEqual(world.sent.length, 1),
  },
]

function lateMark(world: World): number {
  return (world.db.$client.prepare(`select late from waits where node_id = 'hold'`).get() as { late: number }).late
}
