import { and, eq, inArray } from 'drizzle-orm'
import { dutySpans, firstHole, lookAheadDays } from '#nodes/revops/duty-spans'
import { localDay } from '#nodes/revops/local-day'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { flowsUsing } from './flows-using'
import { nowAndNext } from './now-and-next'
import { readPresences, readRotas } from './read-rotas'

const dayMs = 86_400_000

/**
 * One rota with its spans over four weeks from the local day of `from` on, but not from before today: of each layer, of the overrides, and of all
 * together. Days are those of the first layer's zone.
 */
export function viewRota(db: Database, { id, from }: { id: string; from?: number | undefined }, now: number) {
  const [kept] = readRotas(db, now, id)
  if (!kept) throw new AppError('not-found', 'There is no such rota any more. Go back to the list.')
  const zone = kept.layers[0]?.zone ?? 'UTC'
  const days = daysFrom(Math.max(from ?? now, now), zone)
  const [start, end] = [days[0] as number, days.at(-1) as number]
  // Overrides that ended earlier today are still to be seen.
  const [rota = kept] = readRotas(db, start, id)
  const presences = readPresences(db, [rota], Math.min(start, now))
  const named = [...new Set([...rota.layers.flatMap(({ people }) => people), ...rota.overrides.map(({ personId }) => personId)])]
  const people = db.select({ id: reps.id, name: reps.name }).from(reps).where(inArray(reps.id, named)).all()
  return {
    now, zone, days, id: rota.id, name: rota.name,
    teamName: db.select({ name: teams.name }).from(teams).where(and(eq(teams.id, rota.teamId))).get()?.name ?? '',
    people: Object.fromEntries(people.map((person) => [person.id, { name: person.name, isHere: presences.has(person.id) }])) as Record<string, { name: string; isHere: boolean }>,
    layers: rota.layers.map((layer) => ({ ...layer, spans: dutySpans({ layers: [layer], overrides: [] }, presences, start, end) })),
    overrides: kept.overrides,
    overrideSpans: dutySpans({ layers: [], overrides: rota.overrides }, presences, start, end),
    spans: dutySpans(rota, presences, start, end),
    ...nowAndNext(kept, presences, now),
    hole: firstHole(kept, presences, now) ?? null,
    usedBy: flowsUsing(db, id),
  }
}

/** When each of the days begins, and when the last one is over. */
function daysFrom(from: number, zone: string): number[] {
  const starts = [localDay(from, zone).start]
  // From noon to noon: days have 23, 24 or 25 hours.
  while (starts.length <= lookAheadDays) starts.push(localDay((starts.at(-1) as number) + dayMs * 1.5, zone).start)
  return starts
}
