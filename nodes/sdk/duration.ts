import { z } from 'zod'
import { t } from './t'

const unitMs = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A length of time as ops write it: an amount and a unit. Days are 24 hours; calendar days are the calendar's business. */
export const Duration = z
  .object({
    amount: z.number().positive(t('Give a length of time above zero')).max(100_000),
    unit: z.enum(['s', 'min', 'h', 'd']),
  })
  .meta({ widget: 'duration' })

export type Duration = z.infer<typeof Duration>

/** The length in milliseconds. */
export function durationMs(duration: Duration): number {
  return Math.round(duration.amount * unitMs[duration.unit])
}

/** The length in words for a card: "15 min", "30 s", "2 h". */
export function formatDuration(duration: Duration): string {
  const { amount, unit } = duration
  switch (unit) {
    case 's':
      return t('{amount} s', { amount })
    case 'min':
      return t('{amount} min', { amount })
    case 'h':
      return t('{amount} h', { amount })
    case 'd':
      return t('{amount} d', { amount })
  }
}
