import type { Providers } from '../providers'

export type Outside = keyof Providers

/** Why a message waits of which nothing is wrong. */
export const placeWords = 'More messages are due than the provider takes at once. This one goes when it is its turn.'

/** What finds no place. `isUrgent`: it goes before others, and waits here however many do. */
export interface Waiting {
  channel: Outside
  isUrgent: boolean
}

interface Waiter {
  isUrgent: boolean
  wake(): void
}

/** How many messages a provider can take at once, and who waits for that in this process. */
interface Room {
  atOnce: number
  taken: number
  /** What is urgent first, then in order of coming; each takes over the place that it is woken for. */
  waiting: Waiter[]
  /** How long a message keeps its place, as seen lately; ms. */
  usualMs: number
  /** Until when the places are promised to who was told to come again. */
  urgentUntil: number
  othersUntil: number
}

/** The places that one attempt has. */
export interface Places {
  isFree(channel: Outside): boolean
  /** Takes a free place until it is given back. */
  take(channel: Outside, now: number): void
  /** A message of the channel has been answered. */
  giveBack(channel: Outside, now: number): void
  /** Resolves once a place is there, which is kept for the next `take`, or when `timeIsUp` or nobody more may wait. */
  wait(waiting: Waiting, timeIsUp: () => Promise<void>): Promise<void>
  /** When to come again: each later than the one before, by how fast places became free lately. */
  comeAgainAt(waiting: Waiting, now: number): number
  /** Gives back all that was taken or kept and is not used. */
  leave(): void
}

/** So many wait here for each place; others come again, so that what goes another way is not kept waiting by them. */
const waitersPerPlace = 2
const soonestMs = 250
/** A provider that was slow once may be quick again: nobody is sent away for longer. */
const latestMs = 120_000
/** How much the newest message counts in what is usual. */
const weight = 1 / 8

/**
 * Keeps messages from being handed over faster than their provider takes them (its `atOnce`), so that the time that an attempt has is spent with the provider and not in a queue. A provider that says
 * nothing takes any number. Holds within one process.
 */
export function createSendSlots(providers: Providers): () => Places {
  const rooms = new Map<Outside, Room>()
  for (const [channel, { atOnce }] of Object.entries(providers)) {
    if (atOnce !== undefined) rooms.set(channel as Outside, { atOnce, taken: 0, waiting: [], usualMs: 0, urgentUntil: 0, othersUntil: 0 })
  }

  function free(room: Room): void {
    const next = room.waiting.shift()
    if (next) next.wake()
    else room.taken -= 1
  }

  return () => {
    /** When each place was taken. */
    const used: { room: Room; since: number }[] = []
    const kept: Room[] = []
    return {
      isFree(channel) {
        const room = rooms.get(channel)
        return !room || room.taken < room.atOnce || kept.includes(room)
      },
      take(channel, now) {
        const room = rooms.get(channel)
        if (!room) return
        const index = kept.indexOf(room)
        if (index >= 0) kept.splice(index, 1)
        else room.taken += 1
        used.push({ room, since: now })
      },
      giveBack(channel, now) {
        const room = rooms.get(channel)
        const index = used.findIndex((each) => each.room === room)
        const [place] = index < 0 ? [] : used.splice(index, 1)
        if (!place) return
        place.room.usualMs += (now - place.since - place.room.usualMs) * weight
        free(place.room)
      },
      async wait({ channel, isUrgent }, timeIsUp) {
        const room = rooms.get(channel)
        if (!room || (!isUrgent && room.waiting.length >= room.atOnce * waitersPerPlace)) return
        await new Promise<void>((resolve) => {
          const waiter: Waiter = {
            isUrgent,
            wake() {
              kept.push(room)
              resolve()
            },
          }
          if (room.taken < room.atOnce) {
            room.taken += 1
            return waiter.wake()
          }
          const behind = isUrgent ? room.waiting.findIndex((each) => !each.isUrgent) : -1
          room.waiting.splice(behind < 0 ? room.waiting.length : behind, 0, waiter)
          void timeIsUp().then(() => {
            const index = room.waiting.indexOf(waiter)
            if (index >= 0) room.waiting.splice(index, 1)
            resolve()
          })
        })
      },
      comeAgainAt({ channel, isUrgent }, now) {
        const room = rooms.get(channel)
        if (!room) return now
        const gapMs = room.usualMs / room.atOnce
        const before = isUrgent ? room.urgentUntil : Math.max(room.urgentUntil, room.othersUntil)
        const at = Math.min(Math.max(before, now + soonestMs) + gapMs, now + latestMs)
        room[isUrgent ? 'urgentUntil' : 'othersUntil'] = at
        return Math.ceil(at)
      },
      leave() {
        for (const room of [...used.splice(0).map((place) => place.room), ...kept.splice(0)]) free(room)
      },
    }
  }
}
