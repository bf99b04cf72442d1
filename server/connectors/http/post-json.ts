import http from 'node:http'
import https from 'node:https'

export interface Post {
  url: string
  headers: Record<string, string>
  body: string
  timeoutMs: number
}

/** How far a request came. `code` is a system code such as ECONNREFUSED; it never has the address in it. */
export type Posted =
  | { phase: 'not-sent'; code: string }
  | { phase: 'no-answer'; code: string }
  | { phase: 'answered'; status: number; retryAfter: string | undefined; contentType: string; text: string }

const maxAnswerBytes = 64 * 1024

/**
 * Posts JSON once and tells exactly whether anything was sent: the request is written only after the connection stands
 * (with TLS, after the other side has proved who it is), and each has a connection of its own, since on a kept one a reset
 * says nothing about what the other side had read. Redirects are not followed. Never rejects.
 */
export function postJson({ url, headers, body, timeoutMs }: Post): Promise<Posted> {
  return new Promise((resolve) => {
    const target = parseUrl(url)
    if (!target) return resolve({ phase: 'not-sent', code: 'EBADURL' })
    const isTls = target.protocol === 'https:'
    let wasSent = false
    // Set with the status line: from then on the request is answered, however the answer's body ends.
    let answered: ((text: string) => Posted) | undefined
    const chunks: Buffer[] = []
    let bytes = 0

    const request = (isTls ? https : http).request(target, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'Watertight' },
    })
    const timer = setTimeout(() => end('ETIMEDOUT'), timeoutMs)

    /** The first end counts; those that follow from tearing down change nothing. */
    function end(code: string): void {
      clearTimeout(timer)
      if (answered) resolve(answered(Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString('utf8')))
      else resolve({ phase: wasSent ? 'no-answer' : 'not-sent', code })
      request.destroy()
    }

    request.on('socket', (socket) => {
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        wasSent = true
        request.end(body)
      })
    })
    request.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'ECLOSED'))
    request.on('close', () => end('ECLOSED'))
    request.on('response', (response) => {
      const { statusCode: status = 0, headers: { 'retry-after': retryAfter, 'content-type': contentType = '' } } = response
      answered = (text) => ({ phase: 'answered', status, retryAfter, contentType, text })
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes >= maxAnswerBytes) end('EMAXSIZE')
      })
      response.on('end', () => end('EEND'))
      response.on('error', () => end('ECLOSED'))
    })
  })
}

function parseUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}
