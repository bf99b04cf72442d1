import type { Delivery } from '#engine/providers'

/** Where to post, with what signs it. */
export interface Address {
  url: string
  secret?: string
  /** The receiver drops what comes twice under one id. */
  dropsDoubles?: true
}

/** Looks up a connection; undefined when there is none (any more). May throw when its secrets cannot be decrypted. */
export type ResolveAddress = (connectionId: string) => Address | undefined

/** The address, or what to say when there is none. An error of decryption is not repeated: it may quote what it read. */
export function findAddress<Found extends Address>(resolve: (connectionId: string) => Found | undefined, connectionId: string): Found | Delivery {
  try {
    return resolve(connectionId) ?? { state: 'failed', reason: 'The connection does not exist any more.' }
  } catch {
    return { state: 'retry', reason: 'The connection’s secrets could not be read with this installation’s key. Nothing was sent.' }
  }
}
