import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Database } from '../../db/open-database'
import type { ScriptedPeople } from '../people/scripted-people'
import type { StoreListener } from './observe-store'
import type { Trace } from './trace'

interface EffectRow {
  runId: string
  nodeId: string
  visit: number
  channel: string
  recipient: string
  state: string
  attempt: number
  reason: string | null
}

/** Writes down in the trace what the engine does, and lets people know of messages that have reached them. */
export function listen(input: { db: Database; trace: Trace; people(): ScriptedPeople; isDetailed: boolean }): StoreListener {
  const { db, trace, people, isDetailed } = input
  const { $client } = db
  const findEffect = $client.prepare('select run_id as runId, node_id as nodeId, visit, channel, recipient, state, attempt, reason from effects where key = ?')
  const requestOf = $client.prepare('select request from effects where key = ?').pluck()
  const noticeOf = $client.prepare('select title, text, link from notices where effect_key = ?')
  const subjectOf = $client.prepare('select subject_id as leadId, started_at as startedAt, ended_at as endedAt from runs where id = ?')
  const firstTaken = $client.prepare(
    `select rep_id as ownerId, answered_at as at from assignments where run_id = ? and state in ('accepted', 'released') and answered_at is not null order by at limit 1`,
  )

  /** Whom messages are for that have not been settled yet. */
  const recipients = new Map<string, { runId: string; recipient: string }>()

  function messageOf(key: string, { channel, state }: EffectRow): Json {
    if (channel === 'notice') return state === 'done' ? ((noticeOf.get(key) as JsonObject | undefined) ?? null) : null
    return state === 'sending' ? (JSON.parse((requestOf.get(key) as string | null) ?? 'null') as Json) : null
  }

  return {
    isDetailed,
    finished({ runId, ref, outcome, details, opened }) {
      if (!isDetailed) return
      trace.add({
        kind: 'step', runId, nodeId: ref.nodeId, visit: ref.visit, type: opened?.type ?? 'end', label: opened?.label ?? '',
        outlet: 'outlet' in outcome ? outcome.outlet : null, failed: 'failed' in outcome ? outcome.failed : null,
        read: opened?.read ?? {}, params: opened?.params ?? {}, reason: details.reason ?? null, output: details.output ?? null,
      })
    },
    waits: ({ runId, ref, until }) => trace.add({ kind: 'wait', runId, nodeId: ref.nodeId, visit: ref.visit, until }),
    heard: (answered) => trace.add({ kind: 'heard', ...answered }),
    claimed: ({ key, runId, recipient }) => void recipients.set(key, { runId, recipient }),
    effect(key, state) {
      const row = isDetailed ? (findEffect.get(key) as EffectRow | undefined) : undefined
      if (row) trace.add({ kind: 'effect', ...row, message: messageOf(key, row) })
      if (state === undefined || state === 'claimed' || state === 'sending' || state === 'held') return
      const claimed = recipients.get(key)
      recipients.delete(key)
      if (claimed && (state === 'done' || state === 'unknown')) people().told(claimed.recipient, claimed.runId)
    },
    ended({ runId, ending }) {
      if (!isDetailed) return
      const run = subjectOf.get(runId) as { leadId: string; startedAt: number }
      const taken = firstTaken.get(runId) as { ownerId: string; at: number } | undefined
      trace.add({
        kind: 'end', runId, leadId: run.leadId, reason: ending.reason, failure: (ending.failure as JsonObject | undefined) ?? null,
        ownerId: taken?.ownerId ?? null, msToOwner: taken ? taken.at - run.startedAt : null,
      })
    },
  }
}
