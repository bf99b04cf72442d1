import type { FlowDocument } from '#engine/graph/flow'
import type { Driver } from './drivers/driver'
import type { Seen, World } from './world'

/** One flow, what happens to it, and the one right answer; both drivers give it. */
export interface Case {
  name: string
  /** Made in the world where it refers to another flow there. */
  flow: FlowDocument | ((world: World) => Promise<FlowDocument>)
  /** ISO; cases about the calendar begin at a date of their own. */
  startAt?: string
  /** Takes long on Temporal: there runs are kept in memory between their tasks. */
  isLarge?: boolean
  play(driver: Driver, start: number): Promise<void>
  /** What the first run must look like. Left-out fields are not looked at. */
  expect?: Partial<Seen>
  check?(world: World): void
}

export const minute = 60_000
export const lead = { name: 'Zoë 🦊', email: 'zoe@test.example', amount: 60, territory: 'west' }

export async function arrive(driver: Driver, data: Parameters<World['receive']>[0] = lead, id = 'event-1'): Promise<void> {
  await driver.world.receive(data, { id, now: await driver.now() })
  await driver.settle()
}

export const ended = (reason = 'completed') => ['end', { reason }] as [string, Record<string, unknown>]

export function expectEqual(got: unknown, wanted: unknown): void {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) throw new Error(`got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`)
}
