import { and, eq } from 'drizzle-orm'
import { rmSync } from 'node:fs'
import type { Delivery } from '#engine/providers'
import { answerOffer } from '#server/acks/answer-offer'
import { assignments, reps, runs, workItems } from '#server/db/schema'
import { createFlow } from '#server/flows/create-flow'
import { publishFlow } from '#server/flows/publish-flow'
import { createMintRun } from '#server/runs/mint-run'
import { cancelRun } from '#server/runs/cancel-run'
import { pauseRun } from '#server/runs/hold-run'
import { createSimulation } from '#server/simulate/create-simulation'
import { claimItem } from '#server/work-items/claim-item'
import { buildFlow } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createRandom, type Random } from '#test/harness/random'
import { fallbackRouting } from '#templates/fallback-routing/template'

export interface Base {
  /** A healthy database: leads in every place where one may be, made by the product's own code. */
  file: string
  now: number
}

interface Options {
  leads: number
  seed: number
  file: string
  /** Called at instants of the simulation, in the midst of everything. */
  onInstant?(world: World, now: number): Promise<void>
}

const secondMs = 1_000
const everyMs = 20 * secondMs
const startAt = Date.UTC(2026, 2, 2, 8)
const actor = { kind: 'person' as const, id: 'ops' }

/**
 * Lets leads go through the fallback routing in virtual time, with people who answer, pass on, stay silent and claim from the
 * queue, mail that fails now and then, runs that a person pauses, and runs that fail. It stops in the midst of it: the last
 * leads are still being asked about, wait in the queue, or have just come in.
 */
export async function makeBase({ leads, seed, file, onInstant }: Options): Promise<Base> {
  const random = createRandom(seed)
  const made = createWorld({ now: startAt, isGrouped: false })
  const world: World = { ...made, providers: { ...made.providers, email: unsteady(random.fork('mail')) } }
  const { db, writer } = world
  db.update(reps).set({ capacity: leads }).run()
  await world.publish(fallbackRouting.build('fast', { team: 'team', queue: 'queue', rota: 'rota' }))
  const failing = await publishFailing(world)
  const simulation = createSimulation({
    ...world,
    startAt,
    report: (error) => {
      throw error
    },
  })
  const people = random.fork('people')

  for (let index = 0; index < leads; index += 1) {
    const at = startAt + index * everyMs
    await simulation.advanceTo(at)
    const { subjectId } = await world.receive(
      { name: `Lead ${index}`, email: `lead-${index}@leads.example`, amount: people.whole(1, 90) * 1_000, territory: 'west' },
      { id: `event-${index}`, now: at },
    )
    if (subjectId === null) throw new Error('test.makeBase: a lead was not taken in')
    if (index % 100 === 37) await writer.write((tx) => void createMintRun(tx)({ ...failing, subjectType: 'lead', subjectId, dedupeKey: 'by-hand', eventId: null }, at))
    if (index % 100 === 53) simulation.at(at + 3 * secondMs, () => writer.write((tx) => hold(tx, subjectId, pauseRun, at + 3 * secondMs)))
    // Nobody answers this one, and it is in the queue when its run is called off: there it stays until somebody claims it.
    const isCancelled = index % 100 === 71
    if (isCancelled) simulation.at(at + 120 * secondMs, () => writer.write((tx) => hold(tx, subjectId, cancel, at + 120 * secondMs)))
    for (const { afterMs, answer } of isCancelled ? [] : answersOf(people, leads - index)) {
      simulation.at(at + afterMs, () => writer.write((tx) => answerFor(tx, subjectId, answer, at + afterMs)))
    }
    await simulation.settle()
    if (onInstant && index % Math.ceil(leads / 40) === 0) await onInstant(world, at)
  }
  const now = startAt + (leads - 1) * everyMs + 5 * secondMs
  await simulation.advanceTo(now)
  await world.receive({ name: 'The last', email: 'last@leads.example', amount: 20_000 }, { id: 'last', now })
  rmSync(file, { force: true })
  db.$client.prepare('vacuum into ?').run(file)
  db.$client.close()
  return { file, now }
}

type Answer = 'have-it' | 'pass-on' | 'claim'

/** What people do about one lead, and when. The last few are left alone, so that the end finds them in every place. */
function answersOf(random: Random, left: number): { afterMs: number; answer: Answer }[] {
  const after = (seconds: number, answer: Answer) => ({ afterMs: seconds * secondMs + random.whole(0, 4_000), answer })
  if (left % 7 === 0 && left < 60) return []
  if (random.isTrue(0.75)) return [after(random.whole(4, 20), 'have-it')]
  if (random.isTrue(0.4)) return [after(8, 'pass-on'), after(20, 'have-it')]
  if (random.isTrue(0.6)) return [after(40, 'have-it')]
  return [after(200, 'claim')]
}

function answerFor(tx: World['db'], leadId: string, answer: Answer, now: number): void {
  if (answer === 'claim') {
    const item = tx.select({ id: workItems.id }).from(workItems).where(and(eq(workItems.subjectId, leadId), eq(workItems.kind, 'claim'), eq(workItems.state, 'open'))).get()
    if (item) claimItem(tx, { itemId: item.id, repId: 'max', actor: { kind: 'person', id: 'max' } }, now)
    return
  }
  const offer = tx.select({ id: assignments.id }).from(assignments).where(and(eq(assignments.subjectId, leadId), eq(assignments.state, 'offered'))).get()
  if (offer) answerOffer(tx, { assignmentId: offer.id, answer }, now)
}

type Hold = (tx: World['db'], input: { runId: string; actor: typeof actor }, now: number) => void

const cancel: Hold = (tx, input, now) => cancelRun(tx, { ...input, reason: 'cancelled' }, now)

function hold(tx: World['db'], leadId: string, how: Hold, now: number): void {
  for (const run of tx.select().from(runs).where(eq(runs.subjectId, leadId)).all()) {
    if (run.state !== 'done' && run.state !== 'failed') how(tx, { runId: run.id, actor }, now)
  }
}

/** A mail server that is not always there, and sometimes breaks off in the midst of a message. */
function unsteady(random: Random): World['providers']['email'] {
  return async (): Promise<Delivery> => {
    if (random.isTrue(0.005)) return { state: 'unknown', reason: 'The connection broke off.' }
    if (random.isTrue(0.02)) return { state: 'retry', reason: 'Not reachable just now.' }
    if (random.isTrue(0.005)) return { state: 'failed', reason: 'No such address.' }
    return { state: 'done' }
  }
}

/** A flow that nothing starts by itself, and whose first step fails: its team was never chosen. */
function publishFailing({ db, writer, registry }: World): Promise<{ flowId: string; versionId: string }> {
  const document = buildFlow({ ask: ['route', { team: 'team' }], no: ['end', { reason: 'rejected' }] }, { 'ask.assigned': 'no', 'ask.nobody': 'no' })
  return writer.write((tx) => {
    const flowId = createFlow(tx, { document: { ...document, name: 'Failing' }, actor }, startAt)
    publishFlow(tx, registry, { flowId, rev: 1, note: '', actor }, startAt)
    db.$client.prepare('delete from triggers where flow_id = ?').run(flowId)
    const version = db.$client
      .prepare(`update flow_versions set document = json_replace(document, '$.nodes[1].params.team', '') where flow_id = ? returning id`)
      .get(flowId) as { id: string }
    return { flowId, versionId: version.id }
  })
}
