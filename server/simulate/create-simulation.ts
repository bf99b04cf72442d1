import { eq, inArray, sql } from 'drizzle-orm'
import type { HandlerRegistry } from '#nodes/activities'
import type { NodeRegistry } from '#nodes/definitions'
import { standardLimits } from '#engine/activities/activity-deps'
import { createActivities } from '#engine/activities/create-activities'
import type { Providers } from '#engine/providers'
import type { RunStore } from '#engine/run-store'
import { createSimulator } from '#engine/simulate/simulate'
import { createTimers } from '#engine/simulate/timers'
import type { Database } from '../db/open-database'
import { outbox, runs } from '../db/schema'
import type { Writer } from '../db/writer'
import { activeStates, rehydrateRun } from '../runs/rehydrate-run'
import { createRunStore } from '../runs/run-store'
import { createVersionCache } from '../runs/version-cache'
import type { SecretBox } from '../secrets/secret-box'
import { createBackground } from './background'
import { type Gate, gateActivities } from './gate'
import { createSchedules } from './schedules'

/** Where links in simulated messages point: a name that can never be reached. */
export const simulationUrl = 'http://simulation.invalid'

export interface Simulation {
  now(): number
  /** Runs everything that is due now. What waits for virtual time to pass (a slow provider) is left waiting. */
  settle(): Promise<void>
  /** Lets time pass, from one due instant to the next, settling after each. */
  advanceTo(instant: number): Promise<void>
  /** Moves to the next due instant, at most `until`, and settles there. False when nothing is due by then; time then stays. */
  advanceOnce(until: number): Promise<boolean>
  /** When the next thing is due. */
  nextAt(): number | undefined
  /** Moves the clock without letting anything happen, as when the engine is down. What became due comes late. */
  skipTo(instant: number): void
  /** Calls `act` when virtual time gets there. */
  at(instant: number, act: () => void | Promise<void>): void
  /** Resolves once so much virtual time has passed. */
  sleep(ms: number): Promise<void>
  /**
   * The engine dies at this instant: what it has in memory is gone, and what it was doing writes no more. Once everything has come to rest it begins
   * again from what the database says.
   */
  crash(): void
}

export interface SimulationOptions {
  db: Database
  writer: Writer
  registry: NodeRegistry
  handlers: HandlerRegistry
  providers: Providers
  box: SecretBox
  startAt: number
  report(error: unknown): void
  /** Puts something between the engine and its store, to see what is written. */
  observe?(store: RunStore): RunStore
  /** Holds calls of the engine back until they are let through. */
  gate?: Gate
  /** Looks for what is new once everything has come to rest; true when it set something going. */
  look?(): boolean
}

/**
 * A simulated world: the product's own code over an in-memory database, with virtual time and providers that send
 * nothing. Starts and nudges go from its outbox to the simulator the way the dispatcher takes them to Temporal.
 */
export function createSimulation(options: SimulationOptions): Simulation {
  const { db, writer, registry, handlers, providers, box, startAt, report, observe, gate, look } = options
  const timers = createTimers(startAt)
  const background = createBackground(() => gate?.isHolding() ?? false)
  const sleep = (ms: number) => background.asleep(new Promise<void>((resolve) => timers.set(timers.now() + ms, resolve)))
  let engine = begin()

  /** The engine from one death to the next. */
  function begin() {
    const life = { isOver: false }
    const own = createRunStore({ db, writer: mortal(writer, life), registry, box, publicUrl: simulationUrl })
    const activities = createActivities({
      store: observe ? observe(own) : own, handlers, providers, clock: { now: () => timers.now(), sleep }, limits: standardLimits,
      report(error) {
        if (!life.isOver) report(error)
      },
    })
    const carry = (work: Promise<void>) =>
      background.add(
        work.catch((error: unknown) => {
          if (!life.isOver) throw error
        }),
      )
    const simulator = createSimulator({ activities: gate ? gateActivities(activities, gate) : activities, timers, background: carry })
    return { life, simulator, carry }
  }

  /** Whether anything was written since everything was last looked at. */
  let isChanged = true
  let isNew = true
  writer.onCommit(() => {
    isChanged = true
    isNew = true
  })
  const schedules = createSchedules({
    db, writer, timers,
    wake() {
      isNew = true
    },
  })
  const versionOf = createVersionCache(db)
  const nextRow = db.$client.prepare('select id, kind, run_id as runId from outbox order by id limit 1')
  const findRun = db
    .select({ id: runs.id, generation: runs.generation, state: runs.state, versionId: runs.versionId, snapshot: runs.snapshot })
    .from(runs)
    .where(eq(runs.id, sql.placeholder('id')))
    .prepare()
  const dropRow = db.delete(outbox).where(eq(outbox.id, sql.placeholder('id'))).prepare()
  const setRunning = db.update(runs).set({ state: 'running' }).where(eq(runs.id, sql.placeholder('id'))).prepare()

  async function drainOutbox(): Promise<boolean> {
    if (!isChanged) return false
    const row = nextRow.get() as Pick<typeof outbox.$inferSelect, 'id' | 'kind' | 'runId'> | undefined
    if (!row) {
      isChanged = false
      return false
    }
    const run = findRun.get({ id: row.runId })
    const isStart = row.kind === 'start'
    await writer.write(() => {
      dropRow.run({ id: row.id })
      if (isStart && run?.state === 'starting') setRunning.run({ id: run.id })
    })
    const version = run && versionOf(run.versionId)
    if (!run || !version) return true
    const caller = { runId: run.id, generation: run.generation }
    engine.carry(isStart ? engine.simulator.start({ ...caller, plan: version.plan, ...(run.snapshot && { state: run.snapshot }) }) : engine.simulator.nudge(caller))
    return true
  }

  /** As the reconciler does when it finds an empty Temporal. */
  async function beginAgain(): Promise<void> {
    engine = begin()
    await writer.write((tx) => {
      const starting = new Set(tx.select({ runId: outbox.runId }).from(outbox).where(eq(outbox.kind, 'start')).all().map(({ runId }) => runId))
      for (const run of tx.select({ id: runs.id, generation: runs.generation }).from(runs).where(inArray(runs.state, activeStates)).all()) {
        if (!starting.has(run.id)) rehydrateRun(tx, run.id, run.generation, timers.now())
      }
    })
  }

  async function settle(): Promise<void> {
    for (;;) {
      await background.calm()
      if (engine.life.isOver) await beginAgain()
      if (await drainOutbox()) continue
      if (isNew) {
        isNew = false
        if (look?.() || (await schedules.turn())) {
          isNew = true
          continue
        }
      }
      // The last write may have been the one after which the engine died.
      if (engine.life.isOver) continue
      const due = timers.takeDue(timers.now())
      if (!due) return
      due.fire()
    }
  }

  async function advanceOnce(until: number): Promise<boolean> {
    const next = timers.nextAt()
    if (next === undefined || next > until) return false
    timers.moveTo(next)
    await settle()
    return true
  }

  return {
    now: () => timers.now(),
    settle,
    async advanceTo(instant) {
      await settle()
      while (await advanceOnce(instant));
      timers.moveTo(instant)
    },
    advanceOnce,
    nextAt: () => timers.nextAt(),
    skipTo: (instant) => timers.moveTo(instant),
    at: (instant, act) => void timers.set(instant, () => background.add(Promise.resolve(act()))),
    sleep,
    crash() {
      engine.life.isOver = true
      engine.simulator.forget()
    },
  }
}

/** A writer that writes no more once a life is over. */
function mortal(writer: Writer, life: { isOver: boolean }): Writer {
  return {
    ...writer,
    write: (work) => (life.isOver ? Promise.reject(new Error('The engine has died.')) : writer.write(work)),
  }
}
