import type { Context } from 'hono'

/**
 * Tells the sign-in library who calls. Its default, X-Forwarded-For, is whatever the caller writes there, and would let
 * everybody have as many tries at a password as they like.
 */
export const clientAddressHeader = 'x-watertight-client'

/** A copy of the request in which that header is ours: the socket's address, or absent (then all callers share one limit). */
export function withClientAddress(c: Context): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.delete(clientAddressHeader)
  const address = remoteAddress(c.env)
  if (address) headers.set(clientAddressHeader, address)
  return new Request(c.req.raw, { headers })
}

/** Where a request comes from: the socket's address, nothing that its sender writes. Undefined in tests without a socket. */
export function remoteAddress(env: unknown): string | undefined {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress
}
