import type { EffectHandler, EffectItem, EffectRequest } from '#nodes/sdk/effect'
import { NodeError } from '#nodes/sdk/node-error'
import type { EffectRow, RunRecord, RunTx } from '../run-store'
import type { ActivityDeps } from './activity-deps'
import type { StepInput } from './answers'
import { isBeingAsked, keepDoubt, type LookUp, natureOf } from './doubt'
import type { SendTurn } from './keep-pace'
import { placedNode } from './placed-node'
import type { Outside, Places, Waiting } from './send-slots'

/** Why a message waits of which nothing is wrong. */
const turnWords = 'More messages are due than the provider takes in a second. This one goes when it is its turn.'

/** A node that forgets to ask must not reach anybody outside. */
const notAskedWords = 'This address belongs to a person outside, and the step did not ask whether they may be written to. Use “Send a message”, or have the node ask the contact gate.'

export interface Sending {
  key: string
  attempt: number
  channel: Outside
  request: EffectRequest
  /** Where the provider has a rate. */
  turn?: SendTurn
  /** Handed over later, it could come back after its lease. */
  latest: number
}

/** What is to be said to the outside now: messages that go, and questions about those that may have gone. */
export interface Begun {
  sending: Sending[]
  asking: LookUp[]
}

/** What is due and has to wait, as its provider is busy. */
type Placeless = Waiting & { key: string }

/** Claims the rows of a step with its beginning, and moves those that may go now to `sending`. Part of the caller's transaction. */
export function startRows(deps: ActivityDeps, tx: RunTx, run: RunRecord, { step, loop }: StepInput, places: Places, now: number): Begun & { placeless: Placeless[] } {
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

/** Throws where this installation does not know the node. */
export function handlerOf({ handlers }: ActivityDeps, type: string): EffectHandler<never> {
  const handler = handlers[type]
  if (handler?.kind !== 'effect') throw new NodeError('no-handler', `This installation cannot run steps of the kind “${type}”.`)
  return handler.effect
}

function itemOf(row: EffectRow): EffectItem {
  return { item: row.item, channel: row.channel, recipient: row.recipient, intent: [], claimedAt: row.createdAt }
}
