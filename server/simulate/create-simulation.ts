import { asc, eq } from 'drizzle-orm'
import type { HandlerRegistry } from '#nodes/activities'
import type { NodeRegistry } from '#nodes/definitions'
import { standardLimits } from '#engine/activities/activity-deps'
import { createActivities } from '#engine/activities/create-activities'
import type { Providers } from '#engine/providers'
import { createSimulator } from '#engine/simulate/simulate'
import { createTimers } from '#engine/simulate/timers'
import type { Database } from '../db/open-database'
import { flowVersions, outbox, runs } from '../db/schema'
import type { Writer } from '../db/writer'
import { createRunStore } from '../runs/run-store'
import type { SecretBox } from '../secrets/secret-box'

export interface Simulation {
  now(): number
  /** Runs everything that is due now. */
  settle(): Promise<void>
  /** Lets time pass, from one due instant to the next, settling after each. */
  advanceTo(instant: number): Promise<void>
  /** Moves the clock without letting anything happen, as when the engine is down. What became due comes late. */
  skipTo(instant: number): void
  /** Calls `act` when virtual time gets there. */
  at(instant: number, act: () => void | Promise<void>): void
}

/**
 * A simulated world: the product's own code over an in-memory database, with virtual time and providers that send
 * nothing. Starts and nudges go from its outbox to the simulator the way the dispatcher takes them to Temporal.
 */
export function createSimulation(input: {
  db: Database
  writer: Writer
  registry: NodeRegistry
  handlers: HandlerRegistry
  providers: Providers
  box: SecretBox
  startAt: number
  report(error: unknown): void
}): Simulation {
  const { db, writer, registry, handlers, providers, box, startAt, report } = input
  const timers = createTimers(startAt)
  const pending = new Set<Promise<void>>()
  const background = (work: Promise<void>) => {
    const done = work.finally(() => pending.delete(done))
    pending.add(done)
  }
  const store = createRunStore({ db, writer, registry, box, publicUrl: 'http://simulation.invalid' })
  const activities = createActivities({ store, handlers, providers, clock: timers, limits: standardLimits, report })
  const simulator = createSimulator({ activities, timers, background })

  const nextRow = db.select().from(outbox).orderBy(asc(outbox.id)).limit(1).prepare()

  async function drainOutbox(): Promise<boolean> {
    const row = nextRow.get()
    if (!row) return false
    await writer.write(() => void db.delete(outbox).where(eq(outbox.id, row.id)).run())
    const found = db.select({ run: runs, plan: flowVersions.plan }).from(runs).innerJoin(flowVersions, eq(flowVersions.id, runs.versionId)).where(eq(runs.id, row.runId)).get()
    if (!found) return true
    const caller = { runId: found.run.id, generation: found.run.generation }
    if (row.kind === 'nudge') await simulator.nudge(caller)
    else {
      if (found.run.state === 'starting') await writer.write(() => void db.update(runs).set({ state: 'running' }).where(eq(runs.id, row.runId)).run())
      await simulator.start({ ...caller, plan: found.plan, ...(found.run.snapshot && { state: found.run.snapshot }) })
    }
    return true
  }

  async function settle(): Promise<void> {
    for (;;) {
      if (await drainOutbox()) continue
      if (pending.size > 0) {
        await Promise.all(pending)
        continue
      }
      const due = timers.takeDue(timers.now())
      if (!due) return
      due.fire()
    }
  }

  return {
    now: () => timers.now(),
    settle,
    async advanceTo(instant) {
      await settle()
      for (let next = timers.nextAt(); next !== undefined && next <= instant; next = timers.nextAt()) {
        timers.moveTo(next)
        await settle()
      }
      timers.moveTo(instant)
    },
    skipTo: (instant) => timers.moveTo(instant),
    at: (instant, act) => void timers.set(instant, () => background(Promise.resolve(act()))),
  }
}
