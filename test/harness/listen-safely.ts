import { findFreePort } from '#engine/temporal-server/ports'
import { until } from './until'

/** Listens on the wanted port or on a free one, and tries again while another program has it for a moment. */
export function listenSafely(listen: (port: number) => Promise<number>, wanted?: number): Promise<number> {
  return until('a port to listen on', 20_000, async () =>
    listen(wanted ?? (await findFreePort())).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      return undefined
    }),
  )
}
