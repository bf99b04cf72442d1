import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { createGuardedLookup, type IsAllowed, notAllowed } from './guarded-lookup'

export interface Outgoing {
  method: string
  url: URL
  headers: Record<string, string>
  body: string | Buffer | undefined
  timeoutMs: number
  maxBytes: number
}

/** How far a request came. `code` is a system code such as ECONNREFUSED; it never has the address in it. */
export type Sent =
  | { phase: 'not-sent'; code: string }
  | { phase: 'no-answer'; code: string }
  | { phase: 'answered'; status: number; headers: http.IncomingHttpHeaders; body: Buffer; isCut: boolean }

/**
 * One request to an address that is allowed, on a connection of its own. Tells exactly whether anything was sent: the
 * request is written only once the connection stands and its other end has been looked at. Reads the answer up to
 * `maxBytes` and no longer than `timeoutMs` in all. Follows nothing. Never rejects.
 */
export function sendOnce({ method, url, headers, body, timeoutMs, maxBytes }: Outgoing, isAllowed: IsAllowed): Promise<Sent> {
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // A host that is an address is never looked up.
    if (isIP(host) !== 0 && !isAllowed(host, host)) return resolve({ phase: 'not-sent', code: 'EPRIVATE' })
    const isTls = url.protocol === 'https:'
    let wasSent = false
    // Set with the status line: from then on the request is answered, however the answer's body ends.
    let answered: ((isCut: boolean) => Sent) | undefined
    const chunks: Buffer[] = []
    let bytes = 0

    const request = (isTls ? https : http).request(url, { method, agent: false, headers, lookup: createGuardedLookup(isAllowed) as never })
    const timer = setTimeout(() => end('ETIMEDOUT'), timeoutMs)

    /** The first end counts; those that follow from tearing down change nothing. */
    function end(code: string): void {
      clearTimeout(timer)
      resolve(answered ? answered(code !== 'EEND') : { phase: wasSent ? 'no-answer' : 'not-sent', code })
      request.destroy()
    }

    request.on('socket', (socket) => {
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        const { remoteAddress } = socket
        if (remoteAddress === undefined || !isAllowed(host, remoteAddress)) return end(notAllowed().code ?? '')
        wasSent = true
        request.end(body)
      })
    })
    request.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'ECLOSED'))
    request.on('close', () => end('ECLOSED'))
    request.on('response', (response) => {
      const { statusCode: status = 0, headers: answer } = response
      answered = (isCut) => ({ phase: 'answered', status, headers: answer, body: Buffer.concat(chunks).subarray(0, maxBytes), isCut })
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes > maxBytes) end('EMAXSIZE')
      })
      response.on('end', () => end('EEND'))
      response.on('error', () => end('ECLOSED'))
    })
  })
}
