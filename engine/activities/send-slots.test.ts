import { expect, it } from 'vitest'
import type { Delivery, Provider, Providers } from '../providers'
import { createSendSlots } from './send-slots'

const unlimited: Provider = async (): Promise<Delivery> => ({ state: 'done' })
const never = () => new Promise<void>(() => undefined)
const letter = { channel: 'email', isUrgent: false } as const
const offer = { channel: 'email', isUrgent: true } as const

function openerOf(atOnce: number) {
  const providers: Providers = { email: Object.assign(unlimited.bind(null), { atOnce }), sms: unlimited, webhook: unlimited, slack: unlimited, http: unlimited }
  return createSendSlots(providers)
}

it('gives so many places as the provider takes at once, and any number where it says nothing', () => {
  const open = openerOf(2)
  const [a, b, c] = [open(), open(), open()]
  a.take('email', 0)
  expect(b.isFree('email')).toBe(true)
  b.take('email', 0)
  expect(c.isFree('email')).toBe(false)
  for (let index = 0; index < 100; index += 1) c.take('sms', 0)
  expect(c.isFree('sms')).toBe(true)
  a.giveBack('email', 10)
  expect(c.isFree('email')).toBe(true)
})

it('hands a place to who waited longest, urgent ones before others, and nobody who comes meanwhile gets it', async () => {
  const open = openerOf(1)
  const first = open()
  first.take('email', 0)
  const order: string[] = []
  const waiting = ([['letter', letter], ['offer', offer], ['offer 2', offer]] as const).map(async ([name, what]) => {
    const places = open()
    await places.wait(what, never)
    expect([places.isFree('email'), open().isFree('email')]).toEqual([true, false])
    places.take('email', 0)
    order.push(name)
    places.giveBack('email', 1)
  })
  first.giveBack('email', 1)
  await Promise.all(waiting)
  expect(order).toEqual(['offer', 'offer 2', 'letter'])
  expect(open().isFree('email')).toBe(true)
})

it('a place that was kept and not used is free again', async () => {
  const open = openerOf(1)
  const [first, second] = [open(), open()]
  first.take('email', 0)
  const waited = second.wait(letter, never)
  first.leave()
  await waited
  expect(open().isFree('email')).toBe(false)
  second.leave()
  expect(open().isFree('email')).toBe(true)
})

it('who waits in vain goes, and is handed nothing afterwards', async () => {
  const open = openerOf(1)
  const [first, second] = [open(), open()]
  first.take('email', 0)
  await second.wait(letter, () => Promise.resolve())
  first.giveBack('email', 1)
  expect(open().isFree('email')).toBe(true)
})

it('only a few wait, others come again one after another, by how long messages take; what is urgent comes before them', async () => {
  const open = openerOf(2)
  for (let index = 0; index < 200; index += 1) {
    const places = open()
    places.take('email', 0)
    places.giveBack('email', 400)
  }
  for (const places of [open(), open()]) places.take('email', 0)
  for (let index = 0; index < 4; index += 1) void open().wait(letter, never)
  await open().wait(letter, never)
  const times = Array.from({ length: 3 }, () => open().comeAgainAt(letter, 0))
  expect(times).toEqual([450, 650, 850])
  expect(open().comeAgainAt(offer, 0)).toBe(times[0])
  for (let index = 0; index < 2_000; index += 1) open().comeAgainAt(letter, 0)
  expect(open().comeAgainAt(letter, 0)).toBe(120_000)
})
