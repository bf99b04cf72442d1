import { NodeError } from '#nodes/sdk/node-error'
import type { ServiceAnswer } from './thread/protocol'

/** A call that ends the whole step: the database said no, which is not the node's to catch. */
export interface BrokenOff {
  kind: 'broken-off'
  error: unknown
}

/** Carries out a node's call of a service, in the transaction that is open. What the node did wrong, it is told. */
export function callService(services: unknown, noun: string, verb: string, args: unknown[]): ServiceAnswer | BrokenOff {
  const service = member(services, noun)
  const method = member(service, verb)
  if (typeof method !== 'function') return { kind: 'refused', failure: { message: `There is no services.${noun}.${verb}.` } }
  try {
    return { kind: 'answer', value: method.apply(service, args) as unknown }
  } catch (error) {
    if (isDatabaseError(error)) return { kind: 'broken-off', error }
    const { message } = error instanceof Error ? error : { message: String(error) }
    if (!(error instanceof NodeError)) return { kind: 'refused', failure: { message: `services.${noun}.${verb}: ${message}` } }
    return { kind: 'refused', failure: { code: error.code, message, retryable: error.retryable, ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }) } }
  }
}

function member(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || name in Object.prototype) return undefined
  return (holder as Record<string, unknown>)[name]
}

/** Everything but what wrong values cause: those are the node's mistake. */
function isDatabaseError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_') && !/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code)
}
