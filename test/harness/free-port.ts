import { findFreePort } from '#engine/temporal-server/ports'
import { until } from './until'

/** fetch and browsers refuse it. */
const refusedPort = 10_080
const given = new Set<number>()

/** A port that nobody listens on now, and another one each time: two that are found before either is used must not be the same. */
export async function freePort(): Promise<number> {
  const port = await findFreePort()
  if (port === refusedPort || given.has(port)) return freePort()
  given.add(port)
  return port
}

/** Listens on the wanted port or on a free one, and tries again while another program has it for a moment. */
export function listenSafely(listen: (port: number) => Promise<number>, wanted?: number): Promise<number> {
  return until('a port to listen on', 20_000, async () =>
    listen(wanted ?? (await freePort())).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      return undefined
    }),
  )
}
