import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../harness/random'
import type { Part, Stack } from '../harness/start-stack'
import { until } from '../harness/until'

export type Kills = Record<Part, number>

export interface KillOptions {
  stack: Stack
  random: Random
  /** How many messages the receivers have so far: half of the kills follow one closely, so that they hit a send. */
  messages(): number
  /** How many kills at least, and at most; five to seven unless told otherwise. */
  kills?: [least: number, most: number]
  /** Takes each kill as it happens. */
  onKill?(part: Part): void
}

const partsByLikelihood = ['worker', 'worker', 'worker', 'worker', 'temporal', 'temporal', 'server', 'server', 'all'] as const

/** Kills as often as wanted at random points and starts again what does not start itself. Everything runs when it resolves. */
export async function killParts({ stack, random, messages, kills: [least, most] = [5, 7], onKill }: KillOptions): Promise<Kills> {
  const kills: Kills = { server: 0, worker: 0, temporal: 0, all: 0 }
  const wanted = random.whole(least, most)
  for (let index = 0; index < wanted; index += 1) {
    const part = random.pick(partsByLikelihood)
    const isAtMessage = random.isTrue(0.6)
    const waitMs = random.whole(300, 2_600)
    const lateMs = random.whole(0, 120)
    const downMs = random.whole(200, 1_800)

    await sleep(waitMs)
    if (isAtMessage) {
      const before = messages()
      await until('a message', 4_000, () => messages() > before, 5).catch(() => undefined)
      await sleep(lateMs)
    }
    const isKilled = await until(`a ${part} to kill`, 8_000, () => stack.kill(part)).catch(() => false)
    if (isKilled) {
      kills[part] += 1
      onKill?.(part)
    }
    if (!stack.isServerUp()) {
      await sleep(downMs)
      await stack.start()
    }
  }
  return kills
}
