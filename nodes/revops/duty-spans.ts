import { type Duty, edgesOf, onDuty } from './on-duty'
import type { Presences, Rota } from './rota'

export interface DutySpan {
  from: number
  /** The first instant that is not part of it. */
  to: number
  /** Undefined: nobody is on duty, a hole. */
  duty?: Duty
}

/**
 * Who is on duty from `from` until `to`, without a gap between the spans: each is as long as the same person is on duty for the same
 * reason. The cost grows with the days and the layers, not with the length of the spans.
 */
export function dutySpans(rota: Rota, presences: Presences, from: number, to: number): DutySpan[] {
  const named = new Set([...rota.layers.flatMap(({ people }) => people), ...rota.overrides.map(({ personId }) => personId)])
  const edges = [
    ...rota.layers.flatMap((layer) => edgesOf(layer, from, to)),
    ...rota.overrides.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
    ...[...named].flatMap((id) => presences.get(id)?.flatMap((away) => [away.from, away.to]) ?? []),
  ]
  const starts = [from, ...[...new Set(edges)].filter((edge) => from < edge && edge < to).sort((one, other) => one - other)]
  const spans: DutySpan[] = []
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? to
    const duty = onDuty(rota, presences, start)
    const last = spans.at(-1)
    if (last && isSame(last.duty, duty)) last.to = end
    else spans.push({ from: start, to: end, ...(duty && { duty }) })
  }
  return spans
}

function isSame(one: Duty | undefined, other: Duty | undefined): boolean {
  return one?.personId === other?.personId && one?.overrideId === other?.overrideId && one?.layer === other?.layer && one?.insteadOf === other?.insteadOf
}

/** How far it is looked ahead for holes. */
export const lookAheadDays = 28

export interface RotaHole {
  /** Null: now. */
  from: number | null
  /** Null: as far as it is looked. */
  to: number | null
}

/** The first time in the next four weeks in which nobody is on duty, if there is any. */
export function firstHole(rota: Rota, presences: Presences, now: number): RotaHole | undefined {
  const end = now + lookAheadDays * 86_400_000
  const hole = dutySpans(rota, presences, now, end).find(({ duty }) => !duty)
  return hole && { from: hole.from === now ? null : hole.from, to: hole.to === end ? null : hole.to }
}
