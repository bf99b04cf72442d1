import { buildFlow, minutes, startedBy } from '../build-flow'
import { arrive, type Case, ended, expectEqual, minute } from '../case'

const hears = (more: Record<string, unknown> = {}) =>
  buildFlow(
    { nap: ['wait', { duration: minutes(5) }], hear: ['await-event', { events: [{ id: 'replied', type: 'email.replied', field: '', equals: '' }, { id: 'booked', type: 'meeting.booked', field: '', equals: '' }], window: minutes(10), ...more }], yes: ended('accepted'), met: ended('queued'), no: ended('rejected') },
    { 'nap.done': 'hear', 'hear.replied': 'yes', 'hear.booked': 'met', 'hear.timedOut': 'no' },
  )

/** Listens to the note, and adds a letter to it. */
const onNote = (params: Record<string, unknown>) =>
  startedBy('record-changed-trigger', buildFlow({ change: ['update-record', { changes: [{ field: 'lead.note', value: '{{ lead.note }}x' }] }], done: ended() }, { 'change.done': 'done' }), { fields: ['lead.note'], ...params })

export const events: Case[] = [
  {
    name: '5 an event before its wait opens, within the look-back: taken',
    flow: hears(),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 2 * minute)
      await driver.world.event('email.replied', {}, { id: 'r1', now: await driver.now() })
      await driver.advanceTo(start + 6 * minute)
    },
    expect: { steps: ['nap.1 → done', 'hear.1 → replied', 'yes.1 → '], endReason: 'accepted' },
  },
  {
    name: '5 an event before the look-back begins: not taken',
    flow: hears({ lookBack: minutes(1) }),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.world.event('email.replied', {}, { id: 'r1', now: await driver.now() })
      await driver.advanceTo(start + 16 * minute)
    },
    expect: { endReason: 'rejected' },
  },
  {
    name: '5 an event twice, and another after it: the first decides, once',
    flow: hears(),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 6 * minute)
      const now = await driver.now()
      await Promise.all([driver.world.event('meeting.booked', {}, { id: 'm1', now }), driver.world.event('meeting.booked', {}, { id: 'm1', now })])
      await driver.world.event('email.replied', {}, { id: 'r1', now: await driver.now() })
      await driver.settle()
    },
    expect: { steps: ['nap.1 → done', 'hear.1 → booked', 'met.1 → '], endReason: 'queued' },
  },
  {
    name: '5 an event after the time is over: kept, and nothing happens',
    flow: hears(),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 16 * minute)
      await driver.world.event('email.replied', {}, { id: 'r1', now: await driver.now() })
      await driver.settle()
    },
    expect: { endReason: 'rejected' },
    check: (world) => expectEqual(world.db.$client.prepare(`select count(*) from events where type = 'email.replied'`).pluck().get(), 1),
  },
  {
    name: 'an event told apart by a value in it: only the one that fits answers',
    flow: buildFlow(
      { know: ['set', { values: [{ name: 'order', value: 'B-7' }] }], hear: ['await-event', { events: [{ id: 'paid', type: 'invoice.paid', field: 'order', equals: '{{ vars.order }}' }], window: minutes(10) }], yes: ended('accepted'), no: ended('rejected') },
      { 'know.next': 'hear', 'hear.paid': 'yes', 'hear.timedOut': 'no' },
    ),
    play: async (driver) => {
      await arrive(driver)
      await driver.world.event('invoice.paid', { order: 'A-1' }, { id: 'p1', now: await driver.now(), about: null })
      await driver.settle()
      if (driver.world.see().state === 'done') throw new Error('the wrong event answered')
      await driver.world.event('invoice.paid', { order: 'B-7' }, { id: 'p2', now: await driver.now(), about: null })
      await driver.settle()
    },
    expect: { endReason: 'accepted' },
  },
  {
    name: 'two waits in one run take two events, also when both came before the first',
    flow: buildFlow(
      { nap: ['wait', { duration: minutes(5) }], one: ['await-event', { events: [{ id: 'a', type: 'email.replied', field: '', equals: '' }], window: minutes(10) }], two: ['await-event', { events: [{ id: 'a', type: 'email.replied', field: '', equals: '' }], window: minutes(10) }], yes: ended('accepted'), no: ended('rejected') },
      { 'nap.done': 'one', 'one.a': 'two', 'one.timedOut': 'no', 'two.a': 'yes', 'two.timedOut': 'no' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.world.event('email.replied', {}, { id: 'r1', now: await driver.now() })
      await driver.advanceTo(start + 6 * minute)
      if (driver.world.see().steps.at(-1) !== 'two.1 → waiting') throw new Error(`one event was taken twice: ${driver.world.see().steps.join()}`)
      await driver.world.event('email.replied', {}, { id: 'r2', now: await driver.now() })
      await driver.settle()
    },
    expect: { endReason: 'accepted' },
  },
  {
    name: '22 an event after the limit, with the engine late and the row still open: it counts, marked late',
    flow: hears(),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 6 * minute)
      await driver.whileEngineIsLate(start + 15 * minute + 20_000, async (now) => void (await driver.world.event('email.replied', {}, { id: 'r1', now })))
      await driver.advanceTo(start + 17 * minute)
    },
    expect: { endReason: 'accepted' },
    check: (world) => expectEqual(world.db.$client.prepare(`select late from waits where node_id = 'hear'`).pluck().get(), 1),
  },
  {
    name: '11 a flow that changes the record that it listens to: refused at publish where that is certain, else bounded, and a person is told',
    flow: onNote({ condition: { combinator: 'and', rules: [{ field: 'lead.note', operator: '!=', value: 'stop' }] } }),
    play: async (driver) => {
      const now = await driver.now()
      const refused = await driver.world.publish(onNote({})).catch((error: { code?: string; details?: { diagnostics?: { code: string }[] } }) => error.details?.diagnostics?.map(({ code }) => code).join())
      expectEqual(refused, 'starts-itself')
      await driver.world.receive({ name: 'Zoë' }, { id: 'event', now })
      await driver.world.changeLead({ 'lead.note': 'begin' }, now)
      await driver.settle()
    },
    check: (world) => {
      expectEqual(world.db.$client.prepare('select count(*) from runs').pluck().get(), 11)
      expectEqual(world.db.$client.prepare(`select count(*) from work_items where kind = 'loop-stopped' and state = 'open'`).pluck().get(), 1)
    },
  },
]
