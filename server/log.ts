import { type Logger, pino } from 'pino'

/** A log of one process, one JSON line an entry on stderr. Never personal data, never secrets. */
export function createLog(name: string): Logger {
  return pino(
    {
      name,
      level: process.env.WATERTIGHT_LOG ?? 'warn',
      base: { name },
      redact: { paths: ['*.authorization', '*.cookie', '*.secret', '*.password', '*.url', 'err.config'], censor: '…' },
    },
    pino.destination(2),
  )
}
