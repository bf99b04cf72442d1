import { randomBytes } from 'node:crypto'
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { handlers as libraryHandlers, type HandlerRegistry } from '#nodes/activities'
import { library, type NodeRegistry } from '#nodes/definitions'
import type { FlowDocument } from '#engine/graph/flow'
import type { Delivery, Providers } from '#engine/providers'
import type { EffectRequest } from '#nodes/sdk/effect'
import { answerOffer } from '#server/acks/answer-offer'
import { answerApproval } from '#server/approvals/answer-approval'
import { createImmediateWriter } from '#server/db/immediate-writer'
import { type Database, openDatabase } from '#server/db/open-database'
import { assignments, effects, flows, leads, queues, queueWatchers, reps, rotas, runs, runSteps, teams, waits, workItems } from '#server/db/schema'
import { createWriter, type Writer } from '#server/db/writer'
import { createSource } from '#server/events/create-source'
import { createReceiveEvent, type ReceivedEvent } from '#server/events/receive-event'
import { createFlow } from '#server/flows/create-flow'
import { publishFlow } from '#server/flows/publish-flow'
import { createAddAudit } from '#server/audit/add-audit'
import { createReadLead } from '#server/leads/read-lead'
import { addLayer, weeksOf } from '#server/roster/rotas/add-layer'
import { createRecordsService } from '#server/leads/records-service'
import { startByHand } from '#server/runs/start-by-hand'
import { cancelRun } from '#server/runs/cancel-run'
import { pauseRun, resumeRun } from '#server/runs/hold-run'
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
  /** Publishes a flow beside the one of the case. */
  publishOther(flow: FlowDocument): Promise<{ flowId: string }>
  /** An event of any type, about the newest lead unless it says otherwise. */
  event(type: string, data: Record<string, string | number>, options: { id: string; now: number; about?: string | null }): Promise<ReceivedEvent>
  /** A person stops, holds or lets go on the run with this index. */
  steer(how: 'pause' | 'resume' | 'shift' | 'cancel', now: number, index?: number): Promise<void>
  /** A person starts the flow of the case for the newest lead. */
  startByHand(key: string, now: number): Promise<void>
  /** A person changes fields of the newest lead. */
  changeLead(changes: Record<string, string | number | null>, now: number): Promise<void>
  /** The person who is asked says yes or no, if anybody is. */
  approve(answer: 'approve' | 'reject', now: number, repId?: string): Promise<void>
  receive(data: Record<string, string | number | string[] | null>, options: { id: string; now: number; occurredAt?: number }): Promise<ReceivedEvent>
  /** The rep who is asked now answers. */
  answer(answer: 'have-it' | 'pass-on', now: number): Promise<void>
  see(index?: number): Seen
  /** The next instant after `now` at which a wait, another try or a start is due. */
  nextDue(now: number): number | undefined
  /** Whether everything that was set going has come to a wait or an end. */
  isIdle(now: number): boolean
}

const everybody = ['ann', 'bob', 'cem'] as const

/** A small workspace: a team of three under `max`, a queue that `max` watches, a rota with `max` on it. */
export function createWorld(options: { now: number; isGrouped: boolean; file?: string; registry?: NodeRegistry; handlers?: HandlerRegistry }): World {
  const { registry = library, handlers = libraryHandlers } = options
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
  addLayer(db, { rotaId: 'rota', layer: weeksOf(['max'], { zone: 'Europe/Berlin', startsAt: 0 }) }, now)
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
    db, writer, box, registry, handlers, sent, mailAnswers, sourceId: source.id,
    providers: { email: deliver, sms: deliver, webhook: deliver, slack: deliver, http: deliver },
    publish: (flow) =>
      writer.write((tx) => {
        const known = tx.select().from(flows).where(eq(flows.name, 'Case')).get()
        const actor = { kind: 'system' as const, id: 'test' }
        if (known) tx.update(flows).set({ draft: flow, rev: known.rev + 1 }).where(eq(flows.id, known.id)).run()
        const flowId = known?.id ?? createFlow(tx, { document: flow, actor }, now)
        return publishFlow(tx, registry, { flowId, rev: known ? known.rev + 1 : 1, note: '', actor }, now)
      }),
    receive: (data, { id, now: at, occurredAt }) => receive({ sourceId: source.id, externalId: id, type: 'lead.received', data, occurredAt: occurredAt ?? at }, at),
    publishOther: (flow) =>
      writer.write((tx) => {
        const actor = { kind: 'system' as const, id: 'test' }
        const flowId = createFlow(tx, { document: flow, actor }, now)
        publishFlow(tx, library, { flowId, rev: 1, note: '', actor }, now)
        return { flowId }
      }),
    event: (type, data, { id, now: at, about }) => {
      const lead = about === null ? undefined : (about ?? db.select({ id: leads.id }).from(leads).orderBy(desc(leads.id)).get()?.id)
      return receive({ sourceId: source.id, externalId: id, type, data, occurredAt: at, ...(lead && { lead }) }, at)
    },
    async steer(how, at, index = 0) {
      const runId = db.select({ id: runs.id }).from(runs).orderBy(asc(runs.id)).all()[index]?.id ?? ''
      const actor = { kind: 'person' as const, id: 'test' }
      await writer.write((tx) => {
        if (how === 'pause') return pauseRun(tx, { runId, actor }, at)
        if (how === 'cancel') return cancelRun(tx, { runId, reason: 'cancelled', actor }, at)
        return resumeRun(tx, { runId, dates: how === 'shift' ? 'shift' : 'keep', actor }, at)
      })
    },
    async startByHand(idempotencyKey, at) {
      const leadId = db.select({ id: leads.id }).from(leads).orderBy(desc(leads.id)).get()?.id ?? ''
      const flowId = db.select({ id: flows.id }).from(flows).where(eq(flows.name, 'Case')).get()?.id ?? ''
      await writer.write((tx) => startByHand(tx, { flowId, leadId, idempotencyKey, actor: { kind: 'person', id: 'test' } }, at))
    },
    async changeLead(changes, at) {
      const id = db.select({ id: leads.id }).from(leads).orderBy(desc(leads.id)).get()?.id ?? ''
      await writer.write((tx) => createRecordsService(tx, createReadLead(tx), createAddAudit(tx))({ kind: 'person', id: 'test' }, at).update({ type: 'lead', id }, changes))
    },
    async approve(answer, at, repId) {
      const asked = db.select({ id: workItems.id }).from(workItems).where(and(eq(workItems.kind, 'approval'), eq(workItems.state, 'open'), repId ? eq(workItems.assigneeId, repId) : undefined)).orderBy(asc(workItems.id)).get()
      const user = { id: 'test', name: 'Test', email: 'test@test.example', role: 'ops' as const }
      if (asked) await writer.write((tx) => answerApproval(tx, { itemId: asked.id, answer, user: user as never }, at))
    },
    async answer(answer, at) {
      const offer = db.select({ id: assignments.id }).from(assignments).where(eq(assignments.state, 'offered')).orderBy(asc(assignments.id)).get()
      if (offer) await writer.write((tx) => answerOffer(tx, { assignmentId: offer.id, answer }, at))
    },
    see: (index = 0) => see(db, index),
    nextDue: (at) =>
      (db.$client.prepare(`select min(due) from (select min(due_at) as due from waits where state = 'open' and due_at > @at union all select min(not_before) from effects where state in ('claimed', 'held', 'unknown') and not_before > @at union all select min(due_at) from armed_starts where due_at > @at)`).pluck().get({ at }) as number | null) ?? undefined,
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

/** Nothing is due, and every open run stands at something: a wait, another try, a hold, a place in a queue. */
function isIdle(db: Database, now: number): boolean {
  if (db.$client.prepare('select 1 from outbox limit 1').get()) return false
  const isOpen = and(inArray(runs.state, ['starting', 'running', 'waiting']), isNull(runs.hold))
  const due = db.select().from(waits).innerJoin(runs, eq(runs.id, waits.runId)).where(and(isOpen, eq(waits.state, 'open'), lte(waits.dueAt, now))).get()
  const unsent = db.select().from(effects).innerJoin(runs, eq(runs.id, effects.runId)).where(and(isOpen, or(and(inArray(effects.state, ['claimed', 'held', 'sending']), isNull(effects.notBefore)), and(inArray(effects.state, ['claimed', 'held', 'sending', 'unknown']), lte(effects.notBefore, now))))).get()
  if (due || unsent) return false
  const cancelled = db.select().from(runs).where(and(inArray(runs.state, ['starting', 'running', 'waiting']), eq(runs.hold, 'cancelled'))).get()
  if (cancelled) return false
  return db.select().from(runs).where(isOpen).all().every((run) => {
    const waiting = db.select().from(waits).where(and(eq(waits.runId, run.id), eq(waits.state, 'open'))).get()
    const trying = db.select().from(effects).where(and(eq(effects.runId, run.id), or(inArray(effects.state, ['claimed', 'held']), and(eq(effects.state, 'unknown'), isNotNull(effects.notBefore))))).get()
    const putOff = db.select().from(runSteps).where(and(eq(runSteps.runId, run.id), or(eq(runSteps.state, 'held'), gt(runSteps.attempt, 1)))).get()
    return waiting || trying || putOff
  })
}

/** Changes whenever anything moves: idle is what has stood still for a moment. */
export function signature(db: Database): string {
  return (db.$client.prepare(`select (select count(*) || ':' || coalesce(max(rowid), 0) from run_steps) || '/' || (select count(*) from run_steps where state in ('done', 'failed', 'dropped'))
    || '/' || (select coalesce(sum(inbox_seq), 0) || ':' || coalesce(max(updated_at), 0) || ':' || coalesce(group_concat(state || snapshot_seq), '') from runs)
    || '/' || (select count(*) || ':' || coalesce(sum(state = 'open'), 0) from waits) || '/' || (select coalesce(group_concat(state || attempt), '') from effects)`).pluck().get() as string)
}
