import { getRun } from '../../runs/get-run'
import { createGate } from '../gate'
import { openSimulation, type SimulationInput } from '../open-simulation'
import { giveAnswer } from '../people/give-answer'
import { bringLead } from '../scenario/bring-lead'
import { SimulationError } from '../simulation-error'
import type { Totals } from '../totals/count-totals'
import type { TraceEntry } from '../trace/entry'
import type { CommandInput, CommandName } from './commands'
import { createLookAround, type Standing } from './look-around'

export interface SessionState extends Standing {
  /** `stepping`: each step waits to be let through. */
  mode: 'stepping' | 'playing'
  clock: number
  nextAt: number | null
  /** What happened after the cursor that was asked for, oldest first; `isCut` when older entries are gone by now. */
  entries: TraceEntry[]
  isCut: boolean
  cursor: number
}

/** What pages are told while a simulation plays. */
export type SessionView = Pick<SessionState, 'mode' | 'clock' | 'cursor'> & { standing: Record<string, number> }

/** A run as the pages show runs, at the simulation's time. */
export type SessionRun = ReturnType<typeof getRun>

export interface Session {
  handle(name: CommandName, input: unknown): Promise<SessionState | Totals | SessionRun | null>
  view(): SessionView
  close(): void
}

const maxEntries = 5_000
const entriesAtOnce = 500
const dayMs = 86_400_000
const playsForMs = 30 * dayMs
/** A pause of more than this is not waited for in real time. */
const longestPauseMs = 1_500
/** A command that takes longer is answered with how it stands so far. */
const answersWithinMs = 4_000

/**
 * A simulation that somebody drives: by steps, by time, by answers. Steps are held at a gate while it does not play, so that
 * each can be looked at. Commands come one after another; those about time end what plays first.
 */
export async function openSession(input: Omit<SimulationInput, 'gate' | 'sink'> & { peopleRest: boolean; onChange(): void }): Promise<Session> {
  const { flow, registry, peopleRest, onChange } = input
  const entries: TraceEntry[] = []
  let isCutAt = 0
  const gate = createGate(() => rested())
  const sink = (entry: TraceEntry) => {
    entries.push(entry)
    if (entries.length > maxEntries + entriesAtOnce) isCutAt = entries.splice(0, entriesAtOnce).at(-1)?.seq ?? isCutAt
    onChange()
  }
  const simulation = await openSimulation({ ...input, sink, gate })
  const { world, people, providers, trace } = simulation
    if (peopleRest) people.rest()
  gate.close()
  const lookAround = createLookAround(world)
  const firstRun = world.db.$client.prepare('select id from runs where flow_id = ? order by id limit 1').pluck()

  let settling: Promise<void> | undefined
  let failure: unknown
  let rested: () => void = () => {}
  let playing: { stop(): void; over: Promise<void> } | undefined
  let sent = 0

  /** Lets go on what can, until it stands still: at the gate, or because all wait for time. */
  async function rest(): Promise<void> {
    settling ??= simulation
      .settle()
      .catch((error: unknown) => {
        failure = error
      })
      .finally(() => {
        settling = undefined
        rested()
      })
    await new Promise<void>((resolve) => {
      rested = resolve
      if (gate.isHolding()) resolve()
    })
    if (failure === undefined) return
    const error = failure
    failure = undefined
    throw error
  }

  async function step(): Promise<void> {
    await stopPlaying()
    if (!gate.isHolding()) await rest()
    if (gate.letOne()) {
      await new Promise(setImmediate)
      return rest()
    }
    const next = simulation.nextAt()
    if (next === undefined) return
    settling = simulation.advanceOnce(next).then(
      () => undefined,
      (error: unknown) => {
        failure = error
      },
    ).finally(() => {
      settling = undefined
      rested()
    })
    await rest()
  }

  /** Everything that was held goes on, and nothing is held while `work` moves the clock. */
  async function withOpenGate(work: () => Promise<unknown>): Promise<void> {
    gate.open()
    try {
      while (settling) await rest()
      await work()
    } finally {
      gate.close()
    }
  }

  async function stopPlaying(): Promise<void> {
    playing?.stop()
    await playing?.over
  }

  function play({ until = simulation.now() + playsForMs, speed }: CommandInput<'play'>): void {
    let isStopped = false
    let wake: () => void = () => {}
    const stop = () => {
      isStopped = true
      wake()
    }
    async function atSpeed(speed: number): Promise<void> {
      await simulation.settle()
      while (!isStopped) {
        const next = simulation.nextAt()
        if (next === undefined || next > until) return
        const pause = Math.min(longestPauseMs, (next - simulation.now()) / speed)
        if (pause > 1) {
          await new Promise<void>((resolve) => {
            wake = resolve
            setTimeout(resolve, pause)
          })
        }
        if (!isStopped) await simulation.advanceOnce(until)
      }
    }
    const over = withOpenGate(() => (speed === undefined ? fast() : atSpeed(speed)))
      .catch(trace.bug)
      .finally(() => {
        playing = undefined
        onChange()
      })
    async function fast(): Promise<void> {
      const last = simulation.nextAt()
      // Nothing is due at all: the clock stays where it is.
      if (last !== undefined || gate.isHolding()) await simulation.play(until, { isStopped: () => isStopped || simulation.nextAt() === undefined, onProgress: onChange })
    }
    playing = { stop, over }
  }

  async function afterChange(): Promise<void> {
    // While it plays, its own loop finds what is new.
    if (!playing) await rest()
  }

  const handlers: { [Name in CommandName]: (input: CommandInput<Name>) => Promise<unknown> } = {
    async 'send-event'({ type, id, lead, data }) {
      sent += 1
      await simulation.receive({ type, externalId: id ?? `sent-${sent}`, data, ...(lead !== undefined && { lead }) })
      await afterChange()
    },
    async bring(input) {
      await bringLead(simulation, input, flow.document, registry)
      await afterChange()
    },
    step,
    async play(input) {
      await stopPlaying()
      play(input)
    },
    async pause() {
      await stopPlaying()
    },
    async answer(input) {
      await giveAnswer(simulation, lookAround, input)
      await afterChange()
    },
    async jump({ to }) {
      await stopPlaying()
      const until = to ?? simulation.nextAt()
      if (to !== undefined && to < simulation.now()) throw new SimulationError('Time only goes forward here. Start a new simulation to begin earlier.')
      if (until === undefined) return withOpenGate(() => simulation.settle())
      play({ until })
      await playing?.over
    },
    async fail({ channel, behaviour }) {
      providers.change(channel, behaviour ?? undefined)
      trace.provider(channel, JSON.parse(JSON.stringify(behaviour ?? {})))
    },
    state: async () => undefined,
    totals: async () => undefined,
    run: async () => undefined,
  }

  function state(since: number): SessionState {
    const newer = entries.filter((entry) => entry.seq > since).slice(0, entriesAtOnce)
    return {
      ...lookAround.standing(gate.held()), mode: playing ? 'playing' : 'stepping', clock: simulation.now(), nextAt: simulation.nextAt() ?? null,
      entries: newer, isCut: since < isCutAt, cursor: newer.at(-1)?.seq ?? Math.max(since, 0),
    }
  }

  function runOf(id = firstRun.get(world.flowId) as string | undefined): SessionRun | null {
    return id === undefined ? null : getRun(world.db, id, simulation.now())
  }

  let turn: Promise<unknown> = Promise.resolve()
  return {
    async handle(name, input) {
      const before = entries.at(-1)?.seq ?? 0
      if (name === 'state') return state((input as CommandInput<'state'>).since)
      if (name === 'totals') return simulation.totals()
      if (name === 'run') return runOf((input as CommandInput<'run'>).id)
      // A long one must not keep back the pause that ends it.
      if (name === 'pause' || name === 'play' || name === 'jump') playing?.stop()
      const done = turn.then(() => (handlers[name] as (input: unknown) => Promise<unknown>)(input))
      turn = done.catch(() => undefined)
      let timer: NodeJS.Timeout | undefined
      await Promise.race([done, new Promise((resolve) => { timer = setTimeout(resolve, answersWithinMs) })]).finally(() => clearTimeout(timer))
      return state(before)
    },
    view: () => ({ mode: playing ? 'playing' : 'stepping', clock: simulation.now(), cursor: entries.at(-1)?.seq ?? 0, standing: lookAround.counts() }),
    close: () => simulation.close(),
  }
}
