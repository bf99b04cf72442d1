import { leastGap } from '#nodes/revops/gate/send-pace'
import type { Clock } from '../clock'

/** When a message may be handed over, and how far apart those of its channel go; ms. */
export interface SendTurn {
  sendAt: number
  gapMs: number
}

/**
 * Has each message wait for the instant that it was given, and keeps those of one channel apart where a process that was busy comes to several of them at once. Between processes the instants alone
 * keep them apart.
 */
export function createKeepPace(clock: Clock): (channel: string, turn: SendTurn) => Promise<void> {
  const lastAt = new Map<string, number>()
  return async (channel, { sendAt, gapMs }) => {
    for (;;) {
      const now = await clock.now()
      const at = Math.max(sendAt, (lastAt.get(channel) ?? 0) + leastGap(gapMs))
      if (now >= at) {
        lastAt.set(channel, now)
        return
      }
      await clock.sleep(Math.ceil(at - now))
    }
  }
}
