import { createHash } from 'node:crypto'

/** The name of an effect that outsiders see: the same for every attempt of it, and tells nothing about what is in its key. */
export function effectId(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}
