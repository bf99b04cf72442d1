import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

const HOST = '127.0.0.1'

/** Thrown when another program listens on a port that we were to have. */
export class PortTakenError extends Error {
  override name = 'PortTakenError'
  readonly port: number

  constructor(port: number, variable: string, user: string) {
    super(
      `Port ${port} on 127.0.0.1, which ${user} needs, is in use by another program. ` +
        `Stop that program, or choose another port with ${variable}, for example ${variable}=${port + 1000}.`,
    )
    this.port = port
  }
}

/** Refuses with one clear message before a server is started that could not listen. */
export async function requireFreePort(port: number, variable: string, user = 'the Temporal server'): Promise<void> {
  if (!(await tryToListen(port))) throw new PortTakenError(port, variable, user)
}

/** What `findFreePort` gives no more: 10080 is refused by fetch and by browsers. */
const notFree = new Set([10_080])

/**
 * A port that nobody listens on now, and another one each time, so that two that are found before either is used differ; for tests
 * and benches. From below those that systems give away by themselves, so that a server that is killed and started again finds its
 * port as it left it.
 */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = await tryToListen(randomInt(10_000, 32_000))
    if (!port || notFree.has(port)) continue
    notFree.add(port)
    return port
  }
  throw new Error('findFreePort: this machine has no free port')
}

function tryToListen(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined)
      else reject(error)
    })
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address()
      const listening = typeof address === 'object' && address ? address.port : port
      server.close(() => resolve(listening))
    })
  })
}
