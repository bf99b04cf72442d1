import { and, desc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import type { GateDecision } from '#nodes/revops/gate/decide-touch'
import { noteConflict, resolveByMessage } from '../conflicts/note-conflict'
import type { Database } from '../db/open-database'
import { effects, touches } from '../db/schema'

interface Answer {
  key: string
  contactId: string
  decision: GateDecision
  /** It was put off before. */
  wasHeld: boolean
}

/** Messages of flows that lie further back stand in nobody's way. */
const withinMs = 8 * 86_400_000

/**
 * Keeps what the gate's answer shows of two of us wanting to reach one person at once: a colleague was in touch, another run has just written, or the person said no while the message was
 * on its way. What was put off is settled once it goes, or is called off. Part of the caller's transaction.
 */
export function createNoteGateConflict(db: Database): (answer: Answer, now: number) => void {
  const runOf = db.select({ runId: effects.runId }).from(effects).where(eq(effects.key, sql.placeholder('key'))).prepare()
  const lastOf = db
    .select({ runId: effects.runId })
    .from(touches)
    .innerJoin(effects, eq(effects.key, touches.effectKey))
    .where(and(eq(touches.contactId, sql.placeholder('contactId')), gte(touches.at, sql.placeholder('since')), isNotNull(touches.effectKey), sql`${effects.runId} is not ${sql.placeholder('runId')}`))
    .orderBy(desc(touches.at))
    .limit(1)
    .prepare()

  return ({ key, contactId, decision, wasHeld }, now) => {
    const failed = (name: string) => decision.checks.some((check) => check.name === name && !check.passed)
    const runId = () => runOf.get({ key })?.runId ?? null
    if (decision.verdict === 'hold' && failed('colleague')) {
      noteConflict(db, { kind: 'colleague', contactId, runId: runId(), effectKey: key, rule: 'after-colleague', action: 'held', openKey: `colleague:${key}` }, now)
    } else if (decision.verdict === 'hold' && (failed('gap') || failed('cap'))) {
      const own = runId()
      // Messages of one run are spaced by its flow: that is no conflict.
      const other = lastOf.get({ contactId, runId: own, since: now - withinMs })
      if (other) noteConflict(db, { kind: 'messages', contactId, runId: own, otherRunId: other.runId, effectKey: key, rule: failed('gap') ? 'gap' : 'cap', action: 'held', openKey: `messages:${key}` }, now)
    }
    if (decision.verdict === 'send') return resolveByMessage(db, key, 'sent', now)
    if (decision.verdict !== 'cancel') return
    resolveByMessage(db, key, 'cancelled', now)
    if (wasHeld && (failed('consent') || failed('do-not-contact'))) {
      noteConflict(db, { kind: 'consent', contactId, runId: runId(), effectKey: key, rule: 'consent', action: 'cancelled', openKey: `consent:${key}` }, now)
    }
  }
}
