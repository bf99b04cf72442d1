import { randomBytes } from 'node:crypto'
import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { handlers, type HandlerRegistry } from '#nodes/activities'
import { library, type NodeRegistry } from '#nodes/definitions'
import type { FlowDocument } from '#engine/graph/flow'
import type { Delivery, Providers } from '#engine/providers'
import type { EffectRequest } from '#nodes/sdk/effect'
import { answerOffer } from '#server/acks/answer-offer'
import { createImmediateWriter } from '#server/db/immediate-writer'
import { type Database, openDatabase } from '#server/db/open-database'
import { assignments, effects, flows, queues, queueWatchers, reps, rotaShifts, rotas, runs, runSteps, teams, waits, workItems } from '#server/db/schema'
import { createWriter, type Writer } from '#server/db/writer'
import { createSource } from '#server/events/create-source'
import { createReceiveEvent, type ReceivedEvent } from '#server/events/receive-event'
import { createFlow } from '#server/flows/create-flow'
import { publishFlow } from '#server/flows/publish-flow'
import { createSecretBox, type SecretBox } from '#server/secrets/secret-box'

/** What a case may look at afterwards. Ids that are minted are left out, so that both drivers give the same. */
export interface Seen {
  /** `node.visit → outlet`, in the order in which the steps began. */
  steps: string[]
  state: string
  endReason: string | null
  /** `node.visit channel recipient state`, sorted. */
  effects: string[]
  /** Open work items by kind. */
  work: string[]
}

export interface World {
  db: Database
  writer: Writer
  box: SecretBox
  registry: NodeRegistry
  handlers: HandlerRegistry
  providers: Providers
  /** Everything that providers were given, in order. */
  sent: { key: string; request: EffectRequest }[]
  /** Answers of the e-mail provider in order; when used up, it says done. */
  mailAnswers: Delivery[]
  sourceId: string
  publish(flow: FlowDocument): Promise<{ version: number }>
  receive(data: Record<string, string | number | string[] | null>, options: { id: string; now: number; occurredAt?: number }): Promise<ReceivedEvent>
  /** The rep who is asked now answers. */
  answer(answer: 'have-it' | 'pass-on', now: number): Promise<void>
  see(index?: number): Seen
  /** Whether everything that was set going has come to a wait or an end. */
  isIdle(now: number): boolean
}

const everybody = ['ann', 'bob', 'cem'] as const

/** A small workspace: a team of three under `max`, a queue that `max` watches, a rota with `max` on it. */
export function createWorld(options: { now: number; isGrouped: boolean; file?: string }): World {
  const db = openDatabase(options.file ?? ':memory:')
  const writer = options.isGrouped ? createWriter(db) : createImmediateWriter(db)
  const box = createSecretBox(randomBytes(32))
  const { now } = options
  db.insert(teams).values({ id: 'team', name: 'Team', createdAt: now }).run()
  db.insert(queues).values({ id: 'queue', name: 'Queue', createdAt: now }).run()
  db.insert(rotas).values({ id: 'rota', name: 'Rota', teamId: 'team', createdAt: now }).run()
  const person = (id: string, role: 'rep' | 'manager', managerId: string | null, performance: number) =>
    db
      .insert(reps)
      .values({
        id, name: id, email: `${id}@test.example`, teamId: 'team', managerId, role, active: true, territories: ['west'], skills: [], zone: 'Europe/Berlin',
        capacity: 1_000, performance, presence: 'online', createdAt: now, updatedAt: now,
      })
      .run()
  person('max', 'manager', null, 0.5)
  everybody.forEach((id, index) => void person(id, 'rep', 'max', 0.9 - index * 0.2))
  db.insert(queueWatchers).values({ queueId: 'queue', repId: 'max' }).run()
  db.insert(rotaShifts).values({ id: 'shift', rotaId: 'rota', repId: 'max', layer: 0, startsAt: 0 }).run()
  const source = createSource(db, box, { name: 'Test', kind: 'api', actor: { kind: 'system', id: 'test' } }, now)

  const sent: World['sent'] = []
  const mailAnswers: Delivery[] = []
  const deliver = async (request: EffectRequest, { key }: { key: string }): Promise<Delivery> => {
    sent.push({ key, request })
    return (request.channel === 'email' && mailAnswers.shift()) || { state: 'done' }
  }
  const receive = createReceiveEvent(db, writer, (error) => {
    throw error
  })

  return {
    db, writer, box, registry: library, handlers, sent, mailAnswers, sourceId: source.id,
    providers: { email: deliver, webhook: deliver, slack: deliver, http: deliver },
    publish: (flow) =>
      writer.write((tx) => {
        const known = tx.select().from(flows).get()
        const actor = { kind: 'system' as const, id: 'test' }
        if (known) tx.update(flows).set({ draft: flow, rev: known.rev + 1 }).where(eq(flows.id, known.id)).run()
        const flowId = known?.id ?? createFlow(tx, { document: flow, actor }, now)
        return publishFlow(tx, library, { flowId, rev: known ? known.rev + 1 : 1, note: '', actor }, now)
      }),
    receive: (data, { id, now: at, occurredAt }) => receive({ sourceId: source.id, externalId: id, type: 'lead.received', data, occurredAt: occurredAt ?? at }, at),
    async answer(answer, at) {
      const offer = db.select({ id: assignments.id }).from(assignments).where(eq(assignments.state, 'offered')).orderBy(asc(assignments.id)).get()
      if (offer) await writer.write((tx) => answerOffer(tx, { assignmentId: offer.id, answer }, at))
    },
    see: (index = 0) => see(db, index),
    isIdle: (at) => isIdle(db, at),
  }
}

function see(db: Database, index: number): Seen {
  const run = db.select().from(runs).orderBy(asc(runs.id)).all()[index]
  if (!run) return { steps: [], state: 'none', endReason: null, effects: [], work: [] }
  const steps = db.select().from(runSteps).where(eq(runSteps.runId, run.id)).all()
  const rowid = new Map((db.$client.prepare('select rowid as id, node_id, visit from run_steps where run_id = ?').all(run.id) as { id: number; node_id: string; visit: number }[]).map((row) => [`${row.node_id}.${row.visit}`, row.id]))
  return {
    steps: steps
      .sort((a, b) => (rowid.get(`${a.nodeId}.${a.visit}`) ?? 0) - (rowid.get(`${b.nodeId}.${b.visit}`) ?? 0))
      .map((step) => `${step.nodeId}.${step.visit} → ${step.outlet ?? (step.error ? `failed: ${step.error.code}` : step.state)}`),
    state: run.state,
    endReason: run.endReason,
    effects: db.select().from(effects).where(eq(effects.runId, run.id)).all().map((row) => `${row.nodeId}.${row.visit} ${row.channel} ${row.recipient} ${row.state}`).sort(),
    work: db.select().from(workItems).where(and(eq(workItems.runId, run.id), eq(workItems.state, 'open'))).all().map((item) => item.kind).sort(),
  }
}

function isIdle(db: Database, now: number): boolean {
  if (db.$client.prepare('select 1 from outbox limit 1').get()) return false
  const isOpen = inArray(runs.state, ['starting', 'running', 'waiting'])
  const due = db.select().from(waits).where(and(eq(waits.state, 'open'), lte(waits.dueAt, now))).get()
  const unsent = db.select().from(effects).innerJoin(runs, eq(runs.id, effects.runId)).where(and(isOpen, inArray(effects.state, ['claimed', 'sending']), or(isNull(effects.notBefore), lte(effects.notBefore, now)))).get()
  if (due || unsent) return false
  return db.select().from(runs).where(isOpen).all().every((run) => {
    const waiting = db.select().from(waits).where(and(eq(waits.runId, run.id), eq(waits.state, 'open'))).get()
    // A run that holds until an effect is tried again stands still as well.
    const holding = run.state === 'running' && db.select().from(effects).where(and(eq(effects.runId, run.id), eq(effects.state, 'claimed'))).get()
    return (run.state === 'waiting' && waiting) || holding
  })
}
