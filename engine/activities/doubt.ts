import type { EffectRequest } from '#nodes/sdk/effect'
import type { LookedUp, Nature } from '../providers'
import type { EffectRow, RunRecord, RunTx } from '../run-store'
import type { ActivityDeps } from './activity-deps'

/** When the other side is asked about a doubtful attempt, each time so long after the one before. */
const askAfterMs = [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000]
/** What it has not heard of by then was never taken: lists of providers run behind by seconds. */
const absentAfterLookUps = 3

/** A doubtful attempt that the other side is asked about. */
export interface LookUp {
  key: string
  request: EffectRequest
  since: number
}

export function natureOf({ providers }: Pick<ActivityDeps, 'providers'>, request: EffectRequest | undefined): Nature {
  if (!request || request.channel === 'notice') return 'blind'
  const provider = providers[request.channel]
  const nature = provider.nature?.(request) ?? 'blind'
  return nature === 'askable' && !provider.lookUp ? 'blind' : nature
}

/** Keeps that an attempt may or may not have arrived: the other side is asked where it can be, else a person. It is never sent again blindly. */
export function keepDoubt(tx: RunTx, { run, row, reason, nature }: { run: RunRecord | undefined; row: EffectRow; reason: string; nature: Nature }, now: number): void {
  if (nature === 'askable' && !isOver(run)) return tx.changeEffect(row.key, { state: 'unknown', reason, lookUps: 0, notBefore: now + (askAfterMs[0] ?? 0) }, now)
  tx.changeEffect(row.key, { state: 'unknown', reason, notBefore: null }, now)
  if (run) tx.askAboutEffect(run, row, now)
}

/** Whether the other side is being asked about it: the run stands until it is known. */
export function isBeingAsked({ state, notBefore }: EffectRow): boolean {
  return state === 'unknown' && notBefore !== null
}

/** Writes down what the other side said. Whatever became known meanwhile (it told by itself, a person did) stands. */
export function settleLookUp(tx: RunTx, { key, run, found }: { key: string; run: RunRecord; found: LookedUp }, now: number): void {
  const row = tx.findEffect(key)
  if (!row || !isBeingAsked(row)) return
  const lookUps = row.lookUps + 1
  if (found.state === 'found') return tx.changeEffect(key, { state: 'done', reason: null, providerId: found.providerId, lookUps, notBefore: null }, now)
  if (found.state === 'absent' && lookUps >= absentAfterLookUps) {
    return tx.changeEffect(key, { state: 'claimed', lookUps, leaseUntil: null, notBefore: now, reason: 'The provider was asked and has not taken it. It is sent again.' }, now)
  }
  const next = askAfterMs[lookUps]
  if (next !== undefined) return tx.changeEffect(key, { lookUps, notBefore: now + next, ...(found.state === 'unclear' && { reason: found.reason }) }, now)
  tx.changeEffect(key, { lookUps, notBefore: null }, now)
  tx.askAboutEffect(run, row, now)
}

/** Whether nobody comes back to a run's steps. */
export function isOver(run: RunRecord | undefined): boolean {
  return !run || run.state === 'done' || run.state === 'failed'
}
