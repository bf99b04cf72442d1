import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { DatabaseBusyError } from '../db/writer'
import { AppError } from './app-error'

/** Any error as the one shape that clients parse: `{ error: { code, message, details? } }`. Bugs are reported, not shown. */
export function errorResponse(error: Error, c: Context, report: (error: unknown) => void): Response {
  if (error instanceof AppError) {
    return c.json({ error: { code: error.code, message: error.message, ...(error.details !== undefined && { details: error.details }) } }, error.status)
  }
  if (error instanceof DatabaseBusyError) {
    c.header('Retry-After', '1')
    return c.json({ error: { code: 'busy', message: error.message } }, 503)
  }
  if (error instanceof HTTPException) {
    return c.json({ error: { code: 'bad-input', message: error.message || 'The request cannot be read.' } }, error.status)
  }
  report(error)
  return c.json({ error: { code: 'internal', message: 'Something went wrong here. It is in the log; nothing was half done. Try again.' } }, 500)
}
