import { leastGap, mostInSecond } from '#nodes/revops/gate/send-pace'
import type { Clock } from '../clock'

/** When a message may be handed over, and how far apart those of its channel go; ms. */
export interface SendTurn {
  sendAt: number
  gapMs: number
}

interface Placed {
  turn: SendTurn
  latest: number
  /** Waits until the provider has room for one more, which is this one's then; false: it has none in time. */
  findRoom(): Promise<boolean>
}

interface Lane {
  /** Resolves once the message before has been handed over. */
  last: Promise<unknown>
  lastAt: number
  /** When each of the newest messages was answered by the provider; as many as may go within a second. */
  answered: Promise<number>[]
}

export type KeepPace = <Result>(channel: string, placed: Placed, handOver: () => Promise<Result>) => Promise<Result | undefined>

const secondMs = 1_000

/**
 * Hands over each message at the instant that it was given, those of one channel one after another. However long the way to the provider takes, no second holds more there than it allows: of so many as may go in a second the first was
 * answered a second before the next is handed over. That holds within this process; between processes the instants keep messages apart. What finds no room at the provider, or
 * cannot be handed over until `latest`, is not: undefined.
 */
export function createKeepPace(clock: Clock): KeepPace {
  const lanes = new Map<string, Lane>()

  async function sleepUntil(instant: number): Promise<number> {
    let now = await clock.now()
    while (now < instant) {
      await clock.sleep(Math.ceil(instant - now))
      now = await clock.now()
    }
    return now
  }

  async function waitFor(lane: Lane, { sendAt, gapMs }: SendTurn): Promise<number> {
    const most = mostInSecond(gapMs)
    const before = lane.answered.length >= most ? await lane.answered[lane.answered.length - most] : undefined
    const now = await sleepUntil(Math.max(sendAt, lane.lastAt + leastGap(gapMs), (before ?? -secondMs) + secondMs))
    lane.answered.splice(0, lane.answered.length - most)
    return now
  }

  return async (channel, { turn, latest, findRoom }, handOver) => {
    const lane = lanes.get(channel) ?? { last: Promise.resolve(), lastAt: 0, answered: [] }
    lanes.set(channel, lane)
    const handedOver = lane.last.then(async () => {
      if ((await clock.now()) > latest || !(await findRoom())) return undefined
      const now = await waitFor(lane, turn)
      if (now > latest) return undefined
      lane.lastAt = now
      const work = handOver()
      lane.answered.push(work.then(() => clock.now(), () => clock.now()))
      return { work }
    })
    lane.last = handedOver.catch(() => undefined)
    return (await handedOver)?.work
  }
}
