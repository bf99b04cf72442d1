import { isIP } from 'node:net'
import { isPrivateAddress } from '#nodes/revops/private-address'
import type { IsAllowed } from '../connectors/http/guarded-lookup'

/**
 * The address of a browser at its push service; undefined for what cannot be one. It is https; http only within a private network where that is allowed here.
 * Where a name leads is looked at when it is called.
 */
export function pushAddress(text: string, isAllowed: IsAllowed): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.username !== '' || url.password !== '' || (isIP(host) !== 0 && !isAllowed(host, host))) return undefined
  if (url.protocol === 'https:') return url
  return url.protocol === 'http:' && isIP(host) !== 0 && isPrivateAddress(host) ? url : undefined
}
