import { and, eq, sql } from 'drizzle-orm'
import type { RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { effects, runs, workItems } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { addNotice } from '../notices/add-notice'
import { isOpen } from '../work-items/is-open'
import { openWorkItem } from '../work-items/open-work-item'

const channelWords = { email: 'e-mail', sms: 'text message', webhook: 'webhook call', slack: 'Slack message', http: 'request', notice: 'notice' } as const

/** How long a person has to find out what became of an uncertain message. */
const askWithinMs = 4 * 3_600_000

const openKeyOf = (effectKey: string) => `effect:${effectKey}`

/** The ledger of effects. */
export function createLedgerRows(db: Database): Pick<RunTx, 'findEffects' | 'findEffect' | 'findRequest' | 'claimEffect' | 'changeEffect' | 'askAboutEffect' | 'clearEffect' | 'addNotice'> {
  const columns = {
    key: effects.key, item: effects.item, channel: effects.channel, recipient: effects.recipient, state: effects.state,
    attempt: effects.attempt, leaseUntil: effects.leaseUntil, notBefore: effects.notBefore, reason: effects.reason, response: effects.response, lookUps: effects.lookUps, contactId: effects.contactId, createdAt: effects.createdAt,
  }
  const ofStep = db
    .select(columns)
    .from(effects)
    .where(and(eq(effects.runId, sql.placeholder('runId')), eq(effects.nodeId, sql.placeholder('nodeId')), eq(effects.visit, sql.placeholder('visit'))))
    .prepare()
  const requestOf = db.select({ request: effects.request }).from(effects).where(eq(effects.key, sql.placeholder('key'))).prepare()
  const one = db.select(columns).from(effects).where(eq(effects.key, sql.placeholder('key'))).prepare()

  const flowOf = db.select({ flowId: runs.flowId }).from(runs).where(eq(runs.id, sql.placeholder('runId'))).prepare()

  return {
    // Put in order here: SQLite would build a table of its own to sort these few.
    findEffects: (runId, ref) => ofStep.all({ runId, ...ref }).sort((a, b) => (a.key < b.key ? -1 : 1)),
    findEffect: (key) => one.get({ key }),
    findRequest: (key) => requestOf.get({ key })?.request ?? undefined,
    claimEffect(runId, ref, { item, channel, recipient, contactId, intent }, now) {
      const { nodeId, visit } = ref
      const row = { key: `${runId}:${nodeId}:${visit}:${item}`, runId, nodeId, visit, item, channel, recipient, intentKey: intent.join(':'), ...(contactId !== undefined && { contactId, flowId: flowOf.get({ runId })?.flowId }) }
      return insertRow(db, effects, { ...row, state: 'claimed', attempt: 0, createdAt: now, updatedAt: now }, { orIgnore: true })
    },
    changeEffect(key, change, now) {
      updateRows(db, effects, { ...change, updatedAt: now }, { key })
    },
    askAboutEffect(run, effect, now) {
      const subject = db.select({ subjectType: runs.subjectType, subjectId: runs.subjectId }).from(runs).where(eq(runs.id, run.id)).get()
      openWorkItem(
        db,
        {
          kind: 'effect-unknown', title: `Was this ${channelWords[effect.channel]} sent?`,
          detail: 'The connection was cut off while it was being sent. It will not be sent again by itself. Look whether it arrived, then say so here.',
          ...subject, runId: run.id, effectKey: effect.key, dueAt: now + askWithinMs, openKey: openKeyOf(effect.key),
        },
        now,
      )
    },
    clearEffect(key, now) {
      db.update(workItems).set({ state: 'done', doneAt: now, doneBy: 'watertight', outcome: 'It became known by itself.' }).where(and(eq(workItems.openKey, openKeyOf(key)), isOpen)).run()
    },
    addNotice(effectKey, { personId, title, text, link, offerId }, now) {
      addNotice(db, { effectKey, personId, title, text, link, ...(offerId !== undefined && { offerId }) }, now)
    },
  }
}
