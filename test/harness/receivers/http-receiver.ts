import { appendFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import { listenSafely } from '../listen-safely'

export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  /** The body as it came, which need not be text. */
  bytes: Buffer
  at: number
}

/** How a request is answered: 200 "ok" at once unless told otherwise. `hang` takes it and never answers; `reset` breaks the connection. */
export interface HttpAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string
  delayMs?: number
  end?: 'hang' | 'reset'
}

export interface HttpReceiver {
  readonly port: number
  url(path?: string): string
  /** Everything that came in whole, in order, whatever it was answered. */
  requests(path?: string): RecordedRequest[]
  count(path?: string): number
  /** From now on, `times` requests to this path (or to any) get this answer. */
  answer(path: string | 'any', answer: HttpAnswer, times?: number): void
  heal(): void
  /** Nothing listens any more, and open connections break. */
  down(): Promise<void>
  /** Listens again, on the same port. */
  up(): Promise<void>
  stop(): Promise<void>
}

interface Rule {
  path: string
  answer: HttpAnswer
  left: number
}

/** A real web server that keeps what it gets in memory and, for tests that kill processes, in a file of JSON lines. */
export async function startHttpReceiver({ port: wanted, file }: { port?: number; file?: string } = {}): Promise<HttpReceiver> {
  const recorded: RecordedRequest[] = []
  let rules: Rule[] = []
  let server = create()
  const port = await listenSafely((at) => listen(server, at), wanted)

  function create(): Server {
    return createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method = '', url: path = '/', headers } = request
        const bytes = Buffer.concat(chunks)
        const entry = { method, path, headers, body: bytes.toString('utf8'), at: Date.now() }
        recorded.push({ ...entry, bytes })
        if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`)
        respond(response, take(path))
      })
    })
  }

  function take(path: string): HttpAnswer {
    const rule = rules.find((each) => each.left > 0 && (each.path === path || each.path === 'any'))
    if (rule) rule.left -= 1
    return rule?.answer ?? {}
  }

  const down = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const requests = (path?: string) => recorded.filter((each) => path === undefined || each.path === path)

  return {
    port,
    url: (path = '/') => `http://127.0.0.1:${port}${path}`,
    requests,
    count: (path) => requests(path).length,
    answer: (path, answer, times = Number.POSITIVE_INFINITY) => void rules.push({ path, answer, left: times }),
    heal: () => {
      rules = []
    },
    down,
    up: async () => {
      server = create()
      await listenSafely((at) => listen(server, at), port)
    },
    stop: down,
  }
}

function respond(response: ServerResponse, { status = 200, headers = {}, body = 'ok', delayMs = 0, end }: HttpAnswer): void {
  if (end === 'hang') return
  if (end === 'reset') return void response.socket?.resetAndDestroy()
  setTimeout(() => response.writeHead(status, headers).end(body), delayMs)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
