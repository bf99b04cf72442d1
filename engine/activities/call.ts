import type { EffectResult } from '#nodes/sdk/effect'
import type { StepOutcome } from '../advance/messages'
import type { EffectRow, RunRecord, RunTx } from '../run-store'
import type { Answer, RunActivities, StepInput } from './answers'
import { attemptNode, settleFailure, splitOutcome } from './attempt-node'
import type { ActivityDeps } from './activity-deps'
import { isBeingAsked, type LookUp, natureOf, settleLookUp } from './doubt'
import { createKeepPace, type KeepPace } from './keep-pace'
import { guarded, guardedAlways, type PutOff, putOffDropped } from './guard'
import { placedNode } from './placed-node'
import { createSendSlots, type Places, placeWords, type Waiting } from './send-slots'
import { settleAttempt, undoAttempt } from './settle-attempt'
import { type Begun, handlerOf, type Sending, startRows } from './start-rows'
import { nodeIsKnown, waitForNode } from './unknown-node'

/** After so many tries in vain a step that may go on does, and the rest is tried in the background. */
const triesBeforeGoingOn = 3

/** The provider was so slow with those before it that this one could not be handed over: nothing was tried. */
const notInTime = 'not-in-time'

type Called = { outcome?: StepOutcome; retryAt?: number }

type Beginning = Begun & { answer?: Called; waitsFor?: Waiting }

/** What one answer of the outside means for the ledger. */
type Settle = (tx: RunTx, now: number) => void

/**
 * One attempt of an effect, through the ledger: a transaction checks and moves `claimed` to `sending`; the provider is
 * called; a transaction settles. May be called again at any point: `done` is not done again, and `sending` of another
 * attempt becomes doubtful once its lease is over. What is doubtful is asked about where the other side can be asked. Never retried
 * by Temporal: the plan does that.
 */
export function createCall(deps: ActivityDeps): RunActivities['call'] {
  const { clock, limits } = deps
  const { keepPace = createKeepPace(clock) } = deps
  const openPlaces = createSendSlots(deps.providers)
  return async (input) => {
    const places = openPlaces()
    // What is begun later could outlive the activity.
    const latest = (await clock.now()) + (limits.callTimeoutMs - limits.leaseMs) / 2
    try {
      let answer: Answer<Called> | undefined
      for (let mayWait = true; ; mayWait = false) {
        const begun = await begin(deps, input, { places, mayWait }, await clock.now())
        if ('stale' in begun || 'held' in begun) return begun
        if (begun.answer) return { ...begun.answer, inboxSeq: begun.inboxSeq }
        const calls = [...begun.sending.map((sending) => send(deps, input, sending, { keepPace, places })), ...begun.asking.map((lookUp) => ask(deps, input, lookUp))]
        if (calls.length > 0) answer = await speak(deps, input, calls)
        const leftMs = latest - (await clock.now())
        if (answer && (!begun.waitsFor || leftMs <= 0)) return answer
        if (begun.waitsFor) await places.wait(begun.waitsFor, () => clock.sleep(Math.max(0, leftMs)))
      }
    } finally {
      places.leave()
    }
  }
}

/** Writes down each answer as it comes, and with the last one whether the run may go on. */
async function speak(deps: ActivityDeps, input: StepInput, calls: Promise<Settle>[]): Promise<Answer<Called>> {
  const { store, clock } = deps
  let left = calls.length
  let answer: Answer<Called> | undefined
  await Promise.all(
    calls.map(async (call) => {
      const settled = await call
      const now = await clock.now()
      left -= 1
      const isLast = left === 0
      await store.write((tx) => {
        settled(tx, now)
        // What was sent is sent: a hold that came meanwhile stops the next step, not this one's outcome.
        if (isLast) answer = guardedAlways(tx, input, (run) => conclude(deps, tx, run, input, now))
      })
    }),
  )
  if (!answer) throw new Error('engine.call: sent nothing and concluded nothing')
  return answer
}

async function send({ providers, limits, clock }: ActivityDeps, input: StepInput, sending: Sending, { keepPace, places }: { keepPace: KeepPace; places: Places }): Promise<Settle> {
  const { channel, turn, latest } = sending
  const handOver = () => providers[channel](sending.request, { key: sending.key, timeoutMs: limits.providerTimeoutMs })
  const findRoom = async () => {
    const now = await clock.now()
    if (!places.isFree(channel)) await places.wait({ channel, isUrgent: true }, () => clock.sleep(latest - now))
    if (!places.isFree(channel)) return false
    places.take(channel, now)
    return true
  }
  const delivery = turn ? ((await keepPace(channel, { turn, latest, findRoom }, handOver)) ?? notInTime) : await handOver()
  places.giveBack(channel, await clock.now())
  if (delivery === notInTime) return (tx, now) => undoAttempt(tx, input, sending, now)
  return (tx, now) => settleAttempt(tx, input, { ...sending, delivery, nature: natureOf({ providers }, sending.request) }, now)
}

async function ask({ providers, limits }: ActivityDeps, input: StepInput, { key, request, since }: LookUp): Promise<Settle> {
  const provider = request.channel === 'notice' ? undefined : providers[request.channel]
  const found = (await provider?.lookUp?.(request, { key, since, timeoutMs: limits.providerTimeoutMs })) ?? { state: 'unclear' as const, reason: 'The other side cannot be asked any more.' }
  return (tx, now) => {
    const run = tx.findRun(input.runId)
    if (run) settleLookUp(tx, { key, run, found }, now)
  }
}

/** Claims, checks and starts whatever may be sent now. Answers at once when there is nothing to send. What finds no place either waits here or comes again. */
function begin(deps: ActivityDeps, input: StepInput, room: { places: Places; mayWait: boolean }, now: number): Promise<Answer<Beginning>> {
  return deps.store.write((tx) =>
    guarded(tx, input, (run): Beginning | PutOff => {
      const recorded = tx.findStep(run.id, input.step)
      if (recorded?.state === 'dropped') return putOffDropped(now)
      const node = placedNode(tx, run, input.step)
      if (deps.handlers[node.type]?.kind !== 'effect') return waitForNode(tx, run, input.step, node, now)
      nodeIsKnown(tx, recorded, node, now)
      const attempted = attemptNode(tx, () => startRows(deps, tx, run, input, room.places, now), deps.report)
      if (!attempted.ok) {
        if (recorded?.outcome) return { ...nothing, answer: { outcome: recorded.outcome } }
        return { ...nothing, answer: settleFailure(tx, run, { ref: input.step, step: node.step }, attempted, now) }
      }
      const { sending, asking, placeless } = attempted.value
      const [first] = placeless
      if (first && room.mayWait) return { sending, asking, waitsFor: first }
      for (const waiting of placeless) tx.changeEffect(waiting.key, { state: 'held', notBefore: room.places.comeAgainAt(waiting, now), reason: placeWords }, now)
      if (sending.length + asking.length > 0) return { sending, asking }
      return { ...nothing, answer: conclude(deps, tx, run, input, now) }
    }),
  )
}

const nothing: Begun = { sending: [], asking: [] }

/** Whether the run may go on, by which way, and when the rest is to be tried again. */
function conclude(deps: ActivityDeps, tx: RunTx, run: RunRecord, { step, loop }: StepInput, now: number): Called {
  const node = placedNode(tx, run, step)
  const effect = handlerOf(deps, node.type)
  const rows = tx.findEffects(run.id, step)
  const pending = rows.filter((row) => row.state === 'claimed' || row.state === 'held' || row.state === 'sending' || isBeingAsked(row))
  const retryAt = pending.length === 0 ? undefined : Math.min(...pending.map((row) => (row.state === 'sending' ? row.leaseUntil : row.notBefore) ?? now))
  const again = retryAt === undefined ? {} : { retryAt: Math.max(retryAt, now) }

  const recorded = tx.findStep(run.id, step)
  if (recorded?.outcome) return { outcome: recorded.outcome, ...again }
  const mayGoOn = pending.length === 0 || (effect.meanwhile === 'go-on' && (pending.length < rows.length || pending.every((row) => row.attempt >= triesBeforeGoingOn)))
  if (!mayGoOn) return again

  const attempted = attemptNode(tx, () => effect.outcome(tx.open(run, step, node, now, loop).context, rows.map(resultOf)), deps.report)
  const { outcome, details } = attempted.ok ? splitOutcome(attempted.value) : { outcome: { failed: attempted.failed }, details: {} }
  tx.finishStep(run.id, step, outcome, details, now)
  return { outcome, ...again }
}

function resultOf(row: EffectRow): EffectResult {
  const { item, channel, recipient, state, reason, response } = row
  return { item, channel, recipient, state, ...(reason && { reason }), ...(response && { response }) }
}
