import { asc, eq } from 'drizzle-orm'
import { standardLimits } from '#engine/activities/activity-deps'
import { createActivities } from '#engine/activities/create-activities'
import { wallClock } from '#engine/clock'
import { createSimulator } from '#engine/simulate/simulate'
import type { Timer, Timers } from '#engine/simulate/timers'
import { outbox, runs } from '#server/db/schema'
import { createRunStore } from '#server/runs/run-store'
import { createVersionCache } from '#server/runs/version-cache'
import { createLetForward } from '#server/send-rates/let-forward'
import type { World } from '#test/conformance/world'

/** As the scheduler of a worker looks. */
const lookEveryMs = 1_000
const outboxAtOnce = 200

/** As a worker takes them. */
const callsAtOnce = 40

/** The same function, of which so many calls at a time go on; the others wait in the order in which they came. */
function atMost<Input, Result>(most: number, call: (input: Input) => Promise<Result>): (input: Input) => Promise<Result> {
  const waiting: (() => void)[] = []
  let underWay = 0
  return async (input) => {
    if (underWay >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else underWay += 1
    try {
      return await call(input)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else underWay -= 1
    }
  }
}

/** Timers of the wall's clock. */
function wallTimers(): Timers {
  const never = () => {
    throw new Error('bench.drain: time moves by itself')
  }
  const farthest = 2 ** 31 - 1
  return {
    now: () => Date.now(),
    set(at, fire): Timer {
      const timer = { at, order: 0, fire, isCancelled: false }
      setTimeout(() => {
        if (!timer.isCancelled) fire()
      }, Math.min(farthest, Math.max(0, at - Date.now())))
      return timer
    },
    moveTo: never, takeDue: never, nextAt: never,
  }
}

/**
 * The engine with its ledger, its store and its lanes, in real time and over real providers; only Temporal is left out, whose own share `bench engine` measures. Starts and nudges are taken from the
 * outbox as the dispatcher takes them. Returns how to end it.
 */
export function runInRealTime(world: World, report: (error: unknown) => void): () => Promise<void> {
  const { db, writer } = world
  let isOver = false
  const activities = createActivities({ store: createRunStore({ ...world, publicUrl: 'http://bench.invalid' }), handlers: world.handlers, providers: world.providers, clock: wallClock, limits: standardLimits, report })
  const background = (work: Promise<void>) => void work.catch(report)
  const simulator = createSimulator({ activities: { ...activities, call: atMost(callsAtOnce, activities.call) }, timers: wallTimers(), background })
  const versionOf = createVersionCache(db)
  const letForward = createLetForward(db, writer)
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  async function dispatch(): Promise<void> {
    while (!isOver) {
      const rows = db.select().from(outbox).orderBy(asc(outbox.id)).limit(outboxAtOnce).all()
      if (rows.length === 0) {
        await pause(5)
        continue
      }
      await writer.write((tx) => {
        for (const row of rows) {
          tx.delete(outbox).where(eq(outbox.id, row.id)).run()
          if (row.kind === 'start') tx.update(runs).set({ state: 'running' }).where(eq(runs.id, row.runId)).run()
        }
      })
      for (const { runId, kind } of rows) {
        const run = db.select({ generation: runs.generation, versionId: runs.versionId }).from(runs).where(eq(runs.id, runId)).get()
        const version = run && versionOf(run.versionId)
        if (run && version) background(kind === 'start' ? simulator.start({ runId, generation: run.generation, plan: version.plan }) : simulator.nudge({ runId, generation: run.generation }))
      }
    }
  }

  async function look(): Promise<void> {
    while (!isOver) {
      await pause(lookEveryMs)
      while (!isOver && (await letForward(Date.now())));
    }
  }

  const loops = [dispatch(), look()]
  return async () => {
    isOver = true
    await Promise.all(loops)
    simulator.forget()
  }
}
