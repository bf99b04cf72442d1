import { z } from 'zod'
import { t } from './t'

/** Ways out that every node may have beside its own, or that these nodes give a meaning to. */
const taken = ['error', 'otherwise', 'timedOut', 'done', 'failed', 'next', 'each']

/**
 * The lasting name of a way out that a person made: minted once, never shown. Renaming or moving the way keeps it, so the
 * lines that leave by it stay where they are.
 */
export const WayId = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,11}$/, t('The inner name of a way is 1 to 12 small letters and digits'))
  .refine((id) => !taken.includes(id), t('This inner name has a meaning of its own'))
  .meta({ widget: 'hidden' })

/** For a list of ways: no two with the same inner name. */
export function areDifferent(ways: readonly { id: string }[]): boolean {
  return new Set(ways.map((way) => way.id)).size === ways.length
}
