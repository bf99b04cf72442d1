import { instantOf, offsetAt } from './local-time'
import type { Presences, Rota, RotaLayer } from './rota'

export interface Duty {
  personId: string
  /** The override that says so; undefined where it is a layer, the first of which is 0. */
  overrideId?: string
  layer?: number
  /** Whose turn it would be, who is not there. */
  insteadOf?: string
}

const dayMs = 86_400_000
const allDays = [1, 2, 3, 4, 5, 6, 7]

/**
 * Who is on duty at this instant; undefined where the rota has a hole. Of overlapping overrides the one made last comes first; then the layers in their order.
 * Who has left or is absent is passed over: in a layer the next in its order takes the turn, and only when nobody of it is there the next layer does.
 */
export function onDuty({ layers, overrides }: Rota, presences: Presences, now: number): Duty | undefined {
  const override = overrides.findLast(({ personId, startsAt, endsAt }) => startsAt <= now && now < endsAt && isThere(personId, presences, now))
  if (override) return { personId: override.personId, overrideId: override.id }
  for (const [index, layer] of layers.entries()) {
    const found = turnOf(layer, presences, now)
    if (found) return { ...found, layer: index }
  }
  return undefined
}

function turnOf(layer: RotaLayer, presences: Presences, now: number): Pick<Duty, 'personId' | 'insteadOf'> | undefined {
  if (now < layer.startsAt || !isCovered(layer, now)) return undefined
  const order = orderAt(layer, now)
  const personId = order.find((id) => isThere(id, presences, now))
  if (personId === undefined) return undefined
  return { personId, ...(personId !== order[0] && { insteadOf: order[0] as string }) }
}

/** The people of a layer that has started, from whose turn it is now. */
export function orderAt(layer: RotaLayer, now: number): string[] {
  const { people } = layer
  const turn = countChanges(layer, now) % people.length
  return [...people.slice(turn), ...people.slice(0, turn)]
}

function isThere(personId: string, presences: Presences, now: number): boolean {
  return presences.get(personId)?.every(({ from, to }) => now < from || to <= now) ?? false
}

function isCovered({ hours, zone }: RotaLayer, now: number): boolean {
  if (!hours) return true
  const today = localDayOf(now, zone)
  // Hours that go on over midnight belong to the day on which they begin.
  return [today - 1, today].some((day) => {
    const span = hoursOn(day, { hours, zone })
    return span !== undefined && span.from <= now && now < span.to
  })
}

/** The hours that begin on this day, counted from 1970-01-01, as instants; undefined on other days of the week. */
function hoursOn(day: number, { hours, zone }: Pick<RotaLayer, 'hours' | 'zone'>): { from: number; to: number } | undefined {
  if (!hours?.weekdays.includes(weekdayOf(day))) return undefined
  const [from, to] = [msOf(hours.from), msOf(hours.to)]
  return { from: instantOf(day * dayMs + from, zone), to: instantOf((to <= from ? day + 1 : day) * dayMs + to, zone) }
}

/** How often the layer has changed hands since it started. */
function countChanges(layer: RotaLayer, now: number): number {
  const { weekdays, time } = changesOf(layer)
  const changesUntil = (at: number) => {
    let day = localDayOf(at, layer.zone) + 1
    while (instantOf(day * dayMs + time, layer.zone) > at) day -= 1
    // Days of the week count from 1970-01-01, a Thursday.
    return weekdays.reduce((sum, weekday) => sum + Math.floor((day - (weekday - 4)) / 7), 0)
  }
  return changesUntil(now) - changesUntil(layer.startsAt)
}

/** On which days, and at which time by the clock in ms, a layer changes hands. */
function changesOf({ every, changesOn, changesAt, hours }: RotaLayer): { weekdays: number[]; time: number } {
  if (every === 'week') return { weekdays: [changesOn], time: msOf(changesAt) }
  return { weekdays: hours ? [...new Set(hours.weekdays)] : allDays, time: msOf(hours ? hours.from : changesAt) }
}

/** All instants from `from` to `to` at which something about a layer may change by the calendar. */
export function edgesOf(layer: RotaLayer, from: number, to: number): number[] {
  const { weekdays, time } = changesOf(layer)
  const edges = [layer.startsAt]
  for (let day = localDayOf(from, layer.zone) - 1; day <= localDayOf(to, layer.zone) + 1; day += 1) {
    if (weekdays.includes(weekdayOf(day))) edges.push(instantOf(day * dayMs + time, layer.zone))
    const hours = hoursOn(day, layer)
    if (hours) edges.push(hours.from, hours.to)
  }
  return edges
}

function localDayOf(instant: number, zone: string): number {
  return Math.floor((instant + offsetAt(instant, zone)) / dayMs)
}

/** 1 Monday … 7 Sunday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (hour * 60 + minute) * 60_000
}
