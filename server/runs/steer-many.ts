import { and, asc, eq, gt, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { RuleGroup } from '#nodes/revops/condition'
import { evaluate } from '#nodes/revops/evaluate-condition'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { effects, flows, leads, runs } from '../db/schema'
import { createReadLead } from '../leads/read-lead'
import { cancelRun } from './cancel-run'
import { pauseRun, resumeRun } from './hold-run'
import { createMoveRun, type StaysBecause } from './move-run'
import { activeStates } from './rehydrate-run'

/** Which runs are meant: of a flow, about one person, those whose lead fits; what is left out means all. */
export interface ManyRuns {
  flowId?: string | undefined
  contactId?: string | undefined
  condition?: RuleGroup | undefined
}

/** `move`: they go on by the version of their flow that is live. */
export type Steering = 'pause' | 'resume' | 'stop' | 'move'

/** So many runs in one transaction, so that others get their turn in between. */
const atOnce = 200

/** Runs that are meant and that the act would change, by id in the order in which they began, a group after `after`. */
function createFindMany(db: Database): (many: ManyRuns, act: Steering, after: string) => { ids: string[]; last: string | undefined } {
  const readLead = createReadLead(db)
  return ({ flowId, contactId, condition }, act, after) => {
    const found = db
      .select({ id: runs.id, subjectType: runs.subjectType, subjectId: runs.subjectId })
      .from(runs)
      .where(
        and(
          gt(runs.id, after), inArray(runs.state, act === 'stop' || act === 'move' ? ['queued', ...activeStates] : [...activeStates]), changedBy[act],
          flowId === undefined ? undefined : eq(runs.flowId, flowId),
          contactId === undefined ? undefined : and(eq(runs.subjectType, 'lead'), inArray(runs.subjectId, db.select({ id: leads.id }).from(leads).where(eq(leads.contactId, contactId)))),
        ),
      )
      .orderBy(asc(runs.id))
      .limit(atOnce)
      .all()
    const fitting = condition === undefined || condition.rules.length === 0 ? found : found.filter((run) => run.subjectType === 'lead' && evaluate(condition, readLead(run.subjectId) ?? {}).passed)
    return { ids: fitting.map(({ id }) => id), last: found.length < atOnce ? undefined : found.at(-1)?.id }
  }
}

const isNotStopped = or(isNull(runs.hold), ne(runs.hold, 'cancelled'))
const changedBy: Record<Steering, SQL | undefined> = {
  pause: isNull(runs.hold), resume: eq(runs.hold, 'paused'), stop: isNotStopped,
  move: and(isNotStopped, sql`(select ${flows.publishedId} from ${flows} where ${flows.id} = ${runs.flowId}) is not ${runs.versionId}`),
}

/** What holding, letting go on, stopping or moving these runs would mean at this moment. */
export interface SteeringPreview {
  runs: number
  people: number
  /** Messages to people outside that wait and would not go, or not until the runs go on. */
  waiting: number
  /** With their provider at this moment: they arrive all the same. */
  beingSent: number
  /** Nobody knows whether they arrived. */
  inDoubt: number
  /** Gone already, and not to be taken back. */
  gone: number
  /** Of those that are to be moved: how many stay with their version, and why. Not among `runs`. */
  stay: Partial<Record<StaysBecause, number>>
}

/** Counts what an act on many runs would mean, and changes nothing. */
export function previewSteering(db: Database, many: ManyRuns, act: Steering): SteeringPreview {
  const findMany = createFindMany(db)
  const { whyStays } = createMoveRun(db)
  const preview: SteeringPreview = { runs: 0, people: 0, waiting: 0, beingSent: 0, inDoubt: 0, gone: 0, stay: {} }
  const people = new Set<string>()
  let after: string | undefined = ''
  function noteStays(because: StaysBecause | undefined): boolean {
    if (because) preview.stay[because] = (preview.stay[because] ?? 0) + 1
    return because !== undefined
  }
  while (after !== undefined) {
    const { ids: found, last }: { ids: string[]; last: string | undefined } = findMany(many, act, after)
    const ids = act === 'move' ? found.filter((id) => !noteStays(whyStays(id))) : found
    preview.runs += ids.length
    for (const { subjectId, state, count } of messagesOf(db, ids)) {
      people.add(subjectId)
      if (state === 'claimed' || state === 'held') preview.waiting += count
      else if (state === 'sending') preview.beingSent += count
      else if (state === 'unknown') preview.inDoubt += count
      else if (state === 'done') preview.gone += count
    }
    after = last
  }
  preview.people = people.size
  return preview
}

/** Each run's person, and its messages to people outside by state; a run without messages has one row without a state. */
function messagesOf(db: Database, ids: string[]): { subjectId: string; state: string | null; count: number }[] {
  if (ids.length === 0) return []
  return db
    .select({ subjectId: sql<string>`coalesce(${leads.contactId}, ${runs.subjectId})`, state: effects.state, count: sql<number>`count(${effects.key})` })
    .from(runs)
    .leftJoin(leads, and(eq(runs.subjectType, 'lead'), eq(leads.id, runs.subjectId)))
    .leftJoin(effects, and(eq(effects.runId, runs.id), inArray(effects.channel, ['email', 'sms']), eq(effects.recipient, leads.contactId)))
    .where(inArray(runs.id, ids))
    .groupBy(runs.id, effects.state)
    .all()
}

/**
 * Holds, lets go on, stops or moves all these runs. To hold them is one transaction for each group of 200; what is to be stopped is held first, so that nothing of the last group goes while the first is
 * being stopped. Asked again after a break it goes on with what is left. Returns how many were changed.
 */
export async function steerMany(db: Database, writer: Writer, { many, act, actor }: { many: ManyRuns; act: Steering; actor: Actor }, now: () => number): Promise<number> {
  const { move } = createMoveRun(db)
  const changes: Record<Steering, (tx: Database, runId: string) => unknown> = {
    pause: (tx, runId) => pauseRun(tx, { runId, actor }, now()),
    resume: (tx, runId) => resumeRun(tx, { runId, dates: 'shift', actor }, now()),
    stop: (tx, runId) => cancelRun(tx, { runId, reason: 'cancelled', actor }, now()),
    // What it returns is why a run stays.
    move: (_tx, runId) => move(runId, actor, now()),
  }
  if (act === 'stop') await eachGroup(db, writer, many, 'pause', changes.pause)
  const changed = await eachGroup(db, writer, many, act, changes[act])
  await writer.write((tx) => {
    const { flowId = null, contactId = null, condition } = many
    const subject = contactId ? { type: 'contact', id: contactId } : flowId ? { type: 'flow', id: flowId } : { type: 'workspace', id: 'workspace' }
    createAddAudit(tx)({ actor, action: `runs.${act}`, subject, after: { changed, flowId, contactId, isByCondition: condition !== undefined } }, now())
  })
  return changed
}

async function eachGroup(db: Database, writer: Writer, many: ManyRuns, act: Steering, change: (tx: Database, runId: string) => unknown): Promise<number> {
  const findMany = createFindMany(db)
  let changed = 0
  let after: string | undefined = ''
  while (after !== undefined) {
    const from: string = after
    after = await writer.write((tx) => {
      // Looked up within the transaction: none of them can have ended meanwhile.
      const { ids, last } = findMany(many, act, from)
      for (const runId of ids) if (change(tx, runId) === undefined) changed += 1
      return last
    })
  }
  return changed
}
