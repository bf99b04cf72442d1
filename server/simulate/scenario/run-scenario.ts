import type { HandlerRegistry } from '#nodes/activities'
import type { NodeRegistry } from '#nodes/definitions'
import type { FlowDocument } from '#engine/graph/flow'
import type { JsonObject } from '#nodes/sdk/json'
import { AppError } from '../../errors/app-error'
import { getRun } from '../../runs/get-run'
import { createLookAround, type LookAround } from '../live/look-around'
import { type OpenSimulation, openSimulation } from '../open-simulation'
import { giveAnswer } from '../people/give-answer'
import { SimulationError } from '../simulation-error'
import { type Place, placeOfLead } from '../totals/place-of-lead'
import type { PlacedFlow } from '../world/put-flow'
import { bringLead } from './bring-lead'
import type { Outcome } from './outcome'
import { peopleOf, providersOf, type Scenario, type ScenarioAct, scenarioDays } from './scenario'

export interface ScenarioFlow {
  flow: { id?: string; document: FlowDocument }
  called: PlacedFlow[]
  registry: NodeRegistry
  handlers: HandlerRegistry
}

/** The invented team that scenarios meet, so that they come out the same whoever is on holiday. */
export const scenarioTeam = { reps: 8, capacity: 30 }

/** No single scenario may take longer than this, in real time. */
const longestMs = 15_000
/** A run that has waited so often at one step goes round: more of the same would show nothing new. */
const mostRounds = 12
const maxListed = 200

/**
 * Runs a scenario from its first instant to its last, in a world made for it, and says what it came to. Throws where the flow
 * cannot be published.
 */
export async function runScenario({ flow, called, registry, handlers }: ScenarioFlow, scenario: Scenario): Promise<Outcome> {
  const { seed, startAt, situation } = scenario
  const people = peopleOf(scenario)
  const simulation = await openSimulation({
    flow, called, registry, handlers, seed, startAt, situation, world: { kind: 'generated', size: scenarioTeam }, providers: providersOf(scenario), ...(people && { people }),
  })
  try {
    if (!people) simulation.people.rest()
    const until = performance.now() + longestMs
    const rounds = simulation.world.db.$client.prepare('select max(visit) from waits').pluck()
    const goesRound = () => ((rounds.get() as number | null) ?? 0) > mostRounds
    const isCut = () => performance.now() > until
    const isStopped = () => goesRound() || isCut()
    const lookAround = createLookAround(simulation.world)
    const arrived = await bringLead(simulation, scenario, flow.document, registry)
    let lateActs = 0
    for (const act of [...scenario.acts].sort((a, b) => a.afterMs - b.afterMs)) {
      await simulation.play(startAt + act.afterMs, { isStopped })
      if (!(await perform(simulation, lookAround, arrived?.subjectId ?? null, act))) lateActs += 1
    }
    await simulation.play(startAt + scenarioDays * 86_400_000, { isStopped })
    const found = read(simulation, startAt)
    return { ...found, arrived: arrived?.state ?? 'new', lateActs, ...(found.state === 'open' && (isCut() ? { state: 'cut' as const } : goesRound() && { state: 'going-round' as const })) }
  } finally {
    simulation.close()
  }
}

/** False when there was nothing to do it to. */
async function perform(simulation: OpenSimulation, lookAround: LookAround, leadId: string | null, act: ScenarioAct): Promise<boolean> {
  if (act.act === 'fail') {
    simulation.providers.change(act.channel, act.behaviour ?? undefined)
    return true
  }
  if (act.act === 'hear') {
    if (leadId === null) return false
    await simulation.receive({ type: act.type, externalId: `heard ${act.afterMs}`, lead: leadId, data: act.data as JsonObject })
    await simulation.settle()
    return true
  }
  const { asked, work } = lookAround.standing([])
  const [offer] = asked
  const item = work.find(({ kind }) => kind === (act.act === 'claim' ? 'claim' : 'approval'))
  try {
    if (act.act === 'have-it' || act.act === 'pass-on') {
      if (!offer) return false
      await giveAnswer(simulation, lookAround, { act: act.act, leadId: offer.leadId })
    } else if (!item) return false
    else if (act.act === 'claim') {
      const personId = item.claimants.find(({ id }) => id === act.personId)?.id ?? item.claimants[0]?.id
      if (personId === undefined) return false
      await giveAnswer(simulation, lookAround, { act: 'claim', workItemId: item.id, personId })
    } else await giveAnswer(simulation, lookAround, { act: act.act, workItemId: item.id })
    await simulation.settle()
    return true
  } catch (error) {
    if (error instanceof AppError || error instanceof SimulationError) return false
    throw error
  }
}

function read({ world, now, trace }: OpenSimulation, startAt: number): Omit<Outcome, 'arrived' | 'lateActs'> {
  const { db, flowId } = world
  const ids = db.$client.prepare('select id from runs where flow_id = ? order by id').pluck().all(flowId) as string[]
  const work = db.$client.prepare(`select kind, title from work_items where state = 'open' order by id limit ${maxListed}`).all() as Outcome['work']
  const place = (db.$client.prepare(`select ${placeOfLead} from leads order by id limit 1`).pluck().get() as Place | undefined) ?? null
  const found = { runs: ids.length, work, place, bugs: trace.bugs, afterMs: now() - startAt }
  const [first] = ids
  if (first === undefined) return { ...found, state: 'not-started', endReason: null, failure: null, standsAt: null, way: [], owner: null, messages: [] }
  const run = getRun(db, first, now())
  const open = run.steps.findLast(({ state }) => state === 'waiting' || state === 'running' || state === 'held')
  return {
    ...found,
    state: run.endedAt === null ? 'open' : 'ended',
    endReason: run.endReason,
    failure: run.failure?.message ?? null,
    standsAt: run.endedAt === null ? (open?.nodeId ?? null) : (run.failure?.nodeId ?? null),
    way: run.steps.filter(({ state }) => state !== 'dropped').slice(0, maxListed).map(({ nodeId, outlet }) => ({ nodeId, outlet })),
    owner: run.owner?.name ?? null,
    messages: run.steps.flatMap(({ nodeId, effects }) => effects.map(({ channel, recipient, state }) => ({ nodeId, channel, to: recipient.name, state }))).slice(0, maxListed),
  }
}
