import type { EffectHandler, EffectItem, EffectRequest, EffectResult } from '#nodes/sdk/effect'
import { NodeError } from '#nodes/sdk/node-error'
import type { StepOutcome } from '../advance/messages'
import { maxRetryMs, type Retry } from '../plan'
import type { Delivery, Nature } from '../providers'
import type { EffectRow, RunRecord, RunTx } from '../run-store'
import type { Answer, RunActivities, StepInput } from './answers'
import { attemptNode, settleFailure, splitOutcome } from './attempt-node'
import type { ActivityDeps } from './activity-deps'
import { isBeingAsked, isOver, keepDoubt, type LookUp, natureOf, settleLookUp } from './doubt'
import { createKeepPace, type SendTurn } from './keep-pace'
import { guarded, guardedAlways, type PutOff, putOffDropped } from './guard'
import { placedNode } from './placed-node'
import { createSendSlots, type Outside, type Places, type Waiting } from './send-slots'
import { nodeIsKnown, waitForNode } from './unknown-node'

/** Waits before the second, third … try; the last one repeats. */
const backoffMs = [2_000, 10_000, 30_000, 120_000, 600_000, 1_800_000]
const maxAttempts = 20
/** After so many tries in vain a step that may go on does, and the rest is tried in the background. */
const triesBeforeGoingOn = 3

/** Why a message waits of which nothing is wrong. */
const turnWords = 'More messages are due than the provider takes in a second. This one goes when it is its turn.'
const placeWords = 'More messages are due than the provider takes at once. This one goes when it is its turn.'

/** A node that forgets to ask must not reach anybody outside. */
const notAskedWords = 'This address belongs to a person outside, and the step did not ask whether they may be written to. Use “Send a message”, or have the node ask the contact gate.'

const overWords = 'The run had ended by the time it could be sent.'

/** The provider was so slow with those before it that this one could not be handed over: nothing was tried. */
const notInTime = 'not-in-time'
/** When such a message comes again. */
const afterSlowMs = 2_000

interface Sending {
  key: string
  attempt: number
  channel: Outside
  request: EffectRequest
  /** Where the provider has a rate. */
  turn?: SendTurn
  /** Handed over later, it could come back after its lease. */
  latest: number
}

type Called = { outcome?: StepOutcome; retryAt?: number }

/** What is to be said to the outside now: messages that go, and questions about those that may have gone. */
interface Begun {
  sending: Sending[]
  asking: LookUp[]
}

type Placeless = Waiting & { key: string }

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
  const keepPace = createKeepPace(clock)
  const openPlaces = createSendSlots(deps.providers)
  return async (input) => {
    const places = openPlaces()
    try {
      let begun = await begin(deps, input, { places, mayWait: true }, await clock.now())
      if ('waitsFor' in begun && begun.waitsFor) {
        await places.wait(begun.waitsFor, () => clock.sleep((limits.callTimeoutMs - limits.leaseMs) / 2))
        begun = await begin(deps, input, { places, mayWait: false }, await clock.now())
      }
      if ('stale' in begun || 'held' in begun) return begun
      if (begun.answer) return { ...begun.answer, inboxSeq: begun.inboxSeq }
      return await speak(deps, input, [...begun.sending.map((sending) => send(deps, input, sending, { keepPace, places })), ...begun.asking.map((lookUp) => ask(deps, input, lookUp))])
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

async function send({ providers, limits, clock }: ActivityDeps, input: StepInput, sending: Sending, { keepPace, places }: { keepPace: ReturnType<typeof createKeepPace>; places: Places }): Promise<Settle> {
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
  if (delivery === notInTime) return (tx, now) => undo(tx, input, sending, now)
  return (tx, now) => settle(tx, input, { ...sending, delivery, nature: natureOf({ providers }, sending.request) }, now)
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
      if (sending.length + asking.length > 0) return { sending, asking }
      const [first] = placeless
      if (first && room.mayWait) return { ...nothing, waitsFor: first }
      for (const waiting of placeless) tx.changeEffect(waiting.key, { state: 'held', notBefore: room.places.comeAgainAt(waiting, now), reason: placeWords }, now)
      return { ...nothing, answer: conclude(deps, tx, run, input, now) }
    }),
  )
}

const nothing: Begun = { sending: [], asking: [] }

/** `placeless`: what is due and has to wait, as its provider is busy. */
function startRows(deps: ActivityDeps, tx: RunTx, run: RunRecord, { step, loop }: StepInput, places: Places, now: number): Begun & { placeless: Placeless[] } {
  const node = placedNode(tx, run, step)
  const effect = handlerOf(deps, node.type)
  const { context, services } = tx.open(run, step, node, now, loop)
  // Rows are claimed once, with the step's beginning; a step that was only put off has none yet.
  const begun = tx.findStep(run.id, step)?.state
  if (begun === undefined || begun === 'held' || (begun === 'running' && tx.findEffects(run.id, step).length === 0)) {
    tx.beginStep(run.id, step, 'running', now)
    for (const item of effect.items(context, services)) tx.claimEffect(run.id, step, item, now)
  }

  const sending: Sending[] = []
  const asking: LookUp[] = []
  const placeless: Placeless[] = []
  for (const found of tx.findEffects(run.id, step)) {
    const row = found.state === 'sending' && (found.leaseUntil ?? 0) <= now ? cutOff(deps, tx, run, found, now) : found
    if (isBeingAsked(row) && (row.notBefore ?? 0) <= now) {
      const request = tx.findRequest(row.key)
      if (request) asking.push({ key: row.key, request, since: (row.leaseUntil ?? row.createdAt) - deps.limits.leaseMs })
    }
    if ((row.state !== 'claimed' && row.state !== 'held') || (row.notBefore ?? 0) > now) continue
    const request = effect.request(context, itemOf(row), services)
    if ('cancel' in request) tx.changeEffect(row.key, { state: 'cancelled', reason: request.cancel, ...(request.why && { response: { why: request.why } }) }, now)
    else if ('hold' in request) tx.changeEffect(row.key, { state: 'held', notBefore: Math.max(request.hold.until, now + 1), reason: request.hold.reason }, now)
    else if (request.channel === 'notice') {
      tx.addNotice(row.key, request, now)
      tx.changeEffect(row.key, { state: 'done', attempt: row.attempt + 1 }, now)
    } else if (!tx.isLetThrough(row.key, request)) {
      tx.changeEffect(row.key, { state: 'cancelled', reason: notAskedWords }, now)
    } else {
      const way = findWay(tx, row, request.channel, places, now)
      if ('until' in way) tx.changeEffect(row.key, { state: 'held', notBefore: way.until, reason: turnWords }, now)
      if ('placeless' in way) placeless.push(way.placeless)
      if (!('way' in way)) continue
      const attempt = row.attempt + 1
      tx.changeEffect(row.key, { state: 'sending', attempt, leaseUntil: now + deps.limits.leaseMs, request }, now)
      sending.push({ key: row.key, attempt, channel: request.channel, request, latest: now + deps.limits.leaseMs - deps.limits.providerTimeoutMs, ...way.way })
    }
  }
  return { sending, asking, placeless }
}

/** Where a message goes from here: where its provider has a rate, to its place in the lane, which says who is next; else straight to the provider, if that has room for one more. */
function findWay(tx: RunTx, { key, contactId }: EffectRow, channel: Outside, places: Places, now: number): { way: { turn?: SendTurn } } | { until: number } | { placeless: Placeless } {
  const turn = channel === 'email' || channel === 'sms' ? tx.takeTurn({ key, channel }, now) : undefined
  if (turn) return 'until' in turn ? turn : { way: { turn } }
  // What our own people are told of goes before what is written to others.
  if (!places.isFree(channel)) return { placeless: { key, channel, isUrgent: contactId === null } }
  places.take(channel, now)
  return { way: {} }
}

/** An attempt that did not come back within its lease, and how its row stands then. */
function cutOff(deps: ActivityDeps, tx: RunTx, run: RunRecord, row: EffectRow, now: number): EffectRow {
  const nature = natureOf(deps, tx.findRequest(row.key))
  const reason = 'The attempt was cut off. It may or may not have arrived.'
  if (nature === 'idempotent') tx.changeEffect(row.key, { state: 'claimed', leaseUntil: null, notBefore: now, reason }, now)
  else keepDoubt(tx, { run, row, reason, nature }, now)
  return tx.findEffect(row.key) ?? row
}

/** A message that was begun and not handed over is as it was before. */
function undo(tx: RunTx, input: StepInput, { key, attempt }: Sending, now: number): void {
  const row = tx.findEffect(key)
  if (row?.state !== 'sending' || row.attempt !== attempt) return
  if (isOver(tx.findRun(input.runId))) return tx.changeEffect(key, { state: 'cancelled', reason: overWords }, now)
  tx.changeEffect(key, { state: 'held', attempt: attempt - 1, leaseUntil: null, notBefore: now + afterSlowMs, reason: placeWords }, now)
}

/** Writes down what the provider said. Holds whatever became of the run meanwhile: it is the truth about the outside. */
function settle(tx: RunTx, input: StepInput, { key, attempt, delivery, nature }: Sending & { delivery: Delivery; nature: Nature }, now: number): void {
  const row = tx.findEffect(key)
  // Only the attempt that was begun may settle; one declared `unknown` is cleared up by its late answer.
  if (!row || row.attempt !== attempt || (row.state !== 'sending' && row.state !== 'unknown')) return
  if (row.state === 'unknown' && (delivery.state === 'done' || delivery.state === 'failed')) tx.clearEffect(key, now)
  // What the other side drops when it comes twice is simply tried again.
  const said = delivery.state === 'unknown' && nature === 'idempotent' ? { ...delivery, state: 'retry' as const } : delivery
  switch (said.state) {
    case 'done':
      return tx.changeEffect(key, { state: 'done', reason: null, ...(said.providerId && { providerId: said.providerId }), ...(said.response && { response: said.response }) }, now)
    case 'failed':
      return tx.changeEffect(key, { state: 'failed', reason: said.reason }, now)
    case 'unknown': {
      // One that was declared doubtful is being seen to already.
      if (said.providerId) tx.changeEffect(key, { providerId: said.providerId }, now)
      if (row.state === 'sending') keepDoubt(tx, { run: tx.findRun(input.runId), row, reason: said.reason, nature }, now)
      else tx.changeEffect(key, { reason: said.reason }, now)
      return
    }
    case 'retry': {
      const run = tx.findRun(input.runId)
      const retry = run && tx.findNode(run, input.step.nodeId)?.step.retry
      // Nobody tries again what may have arrived: then a person finds out.
      if (delivery.state === 'unknown' && (isOver(run) || attempt >= (retry?.tries ?? maxAttempts))) return keepDoubt(tx, { run, row, reason: said.reason, nature: 'blind' }, now)
      // Nobody comes back to it: what the run's end does with messages that were not sent is done with this one.
      if (isOver(run)) return tx.changeEffect(key, { state: 'cancelled', reason: overWords }, now)
      if (attempt >= (retry?.tries ?? maxAttempts)) return tx.changeEffect(key, { state: 'failed', reason: `Given up after ${attempt} tries: ${said.reason}` }, now)
      return tx.changeEffect(key, { state: 'claimed', leaseUntil: null, notBefore: now + waitMs(attempt, retry, said.retryAfterMs), reason: said.reason }, now)
    }
  }
}

/** By the step's own policy, else by the table; never less than the other side wished. */
function waitMs(attempt: number, retry: Retry | undefined, wishMs: number | undefined): number {
  const own = retry ? Math.min(retry.firstMs * 2 ** (attempt - 1), maxRetryMs) : (backoffMs[Math.min(attempt, backoffMs.length) - 1] ?? 0)
  return Math.max(own, wishMs ?? 0)
}

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

function handlerOf({ handlers }: ActivityDeps, type: string): EffectHandler<never> {
  const handler = handlers[type]
  if (handler?.kind !== 'effect') throw new NodeError('no-handler', `This installation cannot run steps of the kind “${type}”.`)
  return handler.effect
}

function itemOf(row: EffectRow): EffectItem {
  return { item: row.item, channel: row.channel, recipient: row.recipient, intent: [], claimedAt: row.createdAt }
}

function resultOf(row: EffectRow): EffectResult {
  const { item, channel, recipient, state, reason, response } = row
  return { item, channel, recipient, state, ...(reason && { reason }), ...(response && { response }) }
}
