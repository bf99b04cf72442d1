import { type HandlerRegistry, handlers as libraryHandlers } from '#nodes/activities'
import { library, type NodeRegistry } from '#nodes/definitions'
import type { FlowDocument } from '#engine/graph/flow'
import { createRandom } from '#engine/simulate/random'
import { createReceiveEvent, type ReceivedEvent } from '../events/receive-event'
import { createSimulation, type Simulation } from './create-simulation'
import type { Gate } from './gate'
import type { PeopleScript } from './people/behaviour'
import { createScriptedPeople, type ScriptedPeople } from './people/scripted-people'
import { startTurnover } from './people/turnover'
import { applySituation } from './scenario/apply-situation'
import type { Situation } from './scenario/scenario'
import { createSimulatedProviders, type SimulatedProviders } from './providers/create-simulated-providers'
import type { ProviderScript } from './providers/provider-script'
import { countTotals, type Totals } from './totals/count-totals'
import { listen } from './trace/listen'
import { observeStore } from './trace/observe-store'
import { createTrace, type Trace, type TraceSink } from './trace/trace'
import { beginWorld, type BegunWorld, type WorldChoice } from './world/begin-world'
import type { Arrival } from './world/generate-leads'
import type { PlacedFlow } from './world/put-flow'

export interface SimulationInput {
  flow: { id?: string | undefined; document: FlowDocument }
  /** Flows that it calls, under the ids by which it calls them. Those of a copied workspace are there already. */
  called?: PlacedFlow[]
  /** Flows that the same events start beside it. */
  beside?: PlacedFlow[]
  world: WorldChoice
  /** How it stands with the people. */
  situation?: Situation | undefined
  /** The same seed, flow and input give the same trace, to the last byte. */
  seed: number
  startAt: number
  people?: PeopleScript
  providers?: ProviderScript
  /** Takes the trace. Without it nothing is written down, which is faster. */
  sink?: TraceSink
  gate?: Gate
  registry?: NodeRegistry
  handlers?: HandlerRegistry
}

export interface OpenSimulation extends Pick<Simulation, 'now' | 'nextAt' | 'settle' | 'advanceOnce' | 'advanceTo' | 'at' | 'crash'> {
  world: BegunWorld
  people: ScriptedPeople
  providers: SimulatedProviders
  trace: Trace
  /** Takes in an event now, as if its source had sent it. */
  receive(arrival: Omit<Arrival, 'at'>): Promise<ReceivedEvent>
  /** Calls the listener after each event that was taken in. */
  onReceived(listener: (received: ReceivedEvent) => void): void
  /** Has these arrive, each at its time. In the order of their times. */
  schedule(arrivals: Iterator<Arrival>): void
  /** Goes on until the instant, or until told to stop; lets other work of this thread in between. False when it was stopped. */
  play(until: number, options?: { isStopped?(): boolean; onProgress?(now: number): void }): Promise<boolean>
  totals(): Totals
  close(): void
}

/** How long a piece of work may keep the thread to itself, in ms. */
const sliceMs = 25

/** Opens a simulation: a world with its flow published, people, providers and a clock that only moves when told. */
export async function openSimulation(input: SimulationInput): Promise<OpenSimulation> {
  const { flow, called = [], beside, startAt, people: peopleScript = {}, providers: providerScript = {}, sink, gate, registry = library, handlers = libraryHandlers } = input
  const random = createRandom(`watertight ${input.seed}`)
  const world = await beginWorld({ choice: input.world, random, registry, flow, called, beside }, startAt)
  const { db, writer, box, sourceId, flowId } = world
  const { situation } = input
  if (situation) await writer.write((tx) => applySituation(tx, situation, startAt))

  const simulationOf = () => simulation
  const trace = createTrace(() => simulation.now(), sink)
  const people = createScriptedPeople({ db, writer, random: random.fork('people'), script: peopleScript, trace, simulation: simulationOf })
  const providers = createSimulatedProviders({ random: random.fork('providers'), script: providerScript, simulation: simulationOf })
  const listener = listen({ db, trace, people: () => people, isDetailed: sink !== undefined })
  const simulation: Simulation = createSimulation({
    db, writer, box, registry, handlers, providers: providers.providers, startAt, report: trace.bug, observe: (store) => observeStore(store, listener),
    look: () => people.look(), ...(gate && { gate }),
  })
  if (peopleScript.turnover) startTurnover({ db, writer, box, random: random.fork('turnover'), turnover: peopleScript.turnover, people, trace, simulation: simulationOf })
  const receiveEvent = createReceiveEvent(db, writer, trace.bug)
  const received: ((event: ReceivedEvent) => void)[] = []

  async function receive({ type, externalId, lead, data }: Omit<Arrival, 'at'>): Promise<ReceivedEvent> {
    const now = simulation.now()
    const event = await receiveEvent({ sourceId, externalId, type, data, occurredAt: now, ...(lead !== undefined && { lead }) }, now)
    trace.add({ kind: 'event', type, externalId, state: event.state, leadId: event.subjectId })
    for (const each of received) each(event)
    return event
  }

  function schedule(arrivals: Iterator<Arrival>): void {
    const next = arrivals.next()
    if (next.done) return
    simulation.at(next.value.at, async () => {
      await receive(next.value)
      schedule(arrivals)
    })
  }

  return {
    ...simulation,
    world,
    people,
    providers,
    trace,
    receive,
    onReceived: (listener) => void received.push(listener),
    schedule,
    async play(until, { isStopped, onProgress } = {}) {
      await simulation.settle()
      let since = performance.now()
      while (!isStopped?.() && (await simulation.advanceOnce(until))) {
        if (performance.now() - since < sliceMs) continue
        onProgress?.(simulation.now())
        await new Promise(setImmediate)
        since = performance.now()
      }
      if (isStopped?.()) return false
      await simulation.advanceTo(until)
      return true
    },
    totals: () => countTotals(db, { sourceId, flowId, since: startAt }),
    close: () => world.close(),
  }
}
