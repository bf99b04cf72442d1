import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isPrivateAddress } from '#nodes/revops/private-address'

/** Whether a request may go to this address, which the host's name led to. */
export type IsAllowed = (host: string, address: string) => boolean

/** Only the public internet, unless everything is allowed here or this host is. */
export function createIsAllowed({ allowsPrivate, allowedHosts }: { allowsPrivate: boolean; allowedHosts(): string[] }): IsAllowed {
  return (host, address) => allowsPrivate || !isPrivateAddress(address) || allowedHosts().includes(host.toLowerCase())
}

type LookupDone = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/**
 * Finds addresses as the connection is made, and hands out only those that are allowed: what was looked at is what is
 * connected to, so a name that leads elsewhere a moment later gains nothing.
 */
export function createGuardedLookup(isAllowed: IsAllowed): (host: string, options: LookupOptions, done: LookupDone) => void {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      const allowed = found.filter(({ address }) => isAllowed(host, address))
      const [first] = allowed
      if (!first) return done(notAllowed(), [])
      if (options.all) done(null, allowed)
      else done(null, first.address, first.family)
    })
  }
}

/** The error of a connection that must not be made. Says nothing about where it would have led. */
export function notAllowed(): NodeJS.ErrnoException {
  return Object.assign(new Error('the address is not allowed'), { code: 'EPRIVATE' })
}
