import { dutySpans, lookAheadDays } from '#nodes/revops/duty-spans'
import type { Presences, Rota } from '#nodes/revops/rota'

export interface NowAndNext {
  /** Null: nobody, now. `until` is null where nobody else comes in the next four weeks. */
  current: { personId: string; until: number | null; insteadOf?: string } | null
  next: { personId: string; from: number } | null
}

/** Who is on duty now and who comes after, as people: one who goes on for another reason is not the next. */
export function nowAndNext(rota: Rota, presences: Presences, now: number): NowAndNext {
  const [first, ...later] = dutySpans(rota, presences, now, now + lookAheadDays * 86_400_000)
  const personId = first?.duty?.personId
  const change = later.find(({ duty }) => duty?.personId !== personId)
  const next = later.find(({ duty }) => duty && duty.personId !== personId)
  return {
    current: first?.duty ? { personId: first.duty.personId, until: change?.from ?? null, ...(first.duty.insteadOf && { insteadOf: first.duty.insteadOf }) } : null,
    next: next?.duty ? { personId: next.duty.personId, from: next.from } : null,
  }
}
