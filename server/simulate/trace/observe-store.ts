import type { StepOutcome, StepRef } from '#engine/advance/messages'
import type { Ending } from '#engine/advance/state'
import type { EffectRow, RunStore, RunTx } from '#engine/run-store'
import type { JsonObject } from '#nodes/sdk/json'
import { recordReads } from './record-reads'

/** What the engine wrote, told after its transaction has committed. */
export interface StoreListener {
  /** Whether `finished` is to be told what each step read and was given: that costs something. */
  isDetailed: boolean
  finished(input: { runId: string; ref: StepRef; outcome: StepOutcome; details: { reason?: JsonObject; output?: JsonObject }; opened: Opened | undefined }): void
  waits(input: { runId: string; ref: StepRef; until: number }): void
  heard(input: { runId: string; nodeId: string; visit: number; outlet: string }): void
  claimed(input: { runId: string; key: string; recipient: string }): void
  effect(key: string, state: EffectRow['state'] | undefined): void
  ended(input: { runId: string; ending: Ending }): void
}

export interface Opened {
  type: string
  label: string
  params: JsonObject
  read: JsonObject
}

/** The same store, with somebody listening. What a transaction wrote and then undid is not told. */
export function observeStore(store: RunStore, listener: StoreListener): RunStore {
  let told: (() => void)[] = []
  const opened = new Map<string, Opened>()
  const known = new WeakMap<RunTx, RunTx>()
  const keyOf = (runId: string, ref: StepRef) => `${runId}:${ref.nodeId}:${ref.visit}`

  function observed(tx: RunTx): RunTx {
    const found = known.get(tx)
    if (found) return found
    const made: RunTx = {
      ...tx,
      attempt(work) {
        const before = told.length
        try {
          return tx.attempt(work)
        } catch (error) {
          told.length = before
          throw error
        }
      },
      open(run, ref, node, now, loop) {
        const result = tx.open(run, ref, node, now, loop)
        if (!listener.isDetailed) return result
        const read = opened.get(keyOf(run.id, ref))?.read ?? {}
        opened.set(keyOf(run.id, ref), { type: node.type, label: node.label, params: node.params as JsonObject, read })
        return { ...result, context: { ...result.context, record: recordReads(result.context.record, read) } }
      },
      finishStep(runId, ref, outcome, details, now) {
        tx.finishStep(runId, ref, outcome, details, now)
        const key = keyOf(runId, ref)
        told.push(() => {
          listener.finished({ runId, ref, outcome, details, opened: opened.get(key) })
          opened.delete(key)
        })
      },
      insertWait(runId, ref, wait, now) {
        tx.insertWait(runId, ref, wait, now)
        told.push(() => listener.waits({ runId, ref, until: wait.dueAt }))
      },
      readInbox(runId, after) {
        const items = tx.readInbox(runId, after)
        for (const item of items) {
          if (item.kind !== 'answered') continue
          const { nodeId, visit, outlet } = item
          opened.delete(keyOf(runId, { nodeId, visit }))
          told.push(() => listener.heard({ runId, nodeId, visit, outlet }))
        }
        return items
      },
      claimEffect(runId, ref, item, now) {
        const isNew = tx.claimEffect(runId, ref, item, now)
        if (isNew) told.push(() => listener.claimed({ runId, key: `${keyOf(runId, ref)}:${item.item}`, recipient: item.recipient }))
        return isNew
      },
      changeEffect(key, change, now) {
        tx.changeEffect(key, change, now)
        told.push(() => listener.effect(key, change.state))
      },
      endRun(run, ending, snapshot, now) {
        tx.endRun(run, ending, snapshot, now)
        told.push(() => listener.ended({ runId: run.id, ending }))
      },
    }
    known.set(tx, made)
    return made
  }

  return {
    // The writer of a simulated world commits at once: what was written stands when `write` has returned.
    write(work) {
      let isDone = false
      told = []
      const result = store.write((tx) => {
        const value = work(observed(tx))
        isDone = true
        return value
      })
      const tell = told
      told = []
      if (isDone) for (const each of tell) each()
      return result
    },
  }
}
