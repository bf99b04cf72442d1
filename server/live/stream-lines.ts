import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { AppError } from '../errors/app-error'

/**
 * Sends what comes as lines of JSON, each at once. What is refused before the first is refused in the ordinary way; what fails
 * later is the last line, `{ error }`. Nothing more is asked for once nobody listens.
 */
export async function streamLines<Line extends object>(c: Context, lines: AsyncGenerator<Line, void, undefined>, report: (error: unknown) => void): Promise<Response> {
  let next = await lines.next()
  c.header('content-type', 'application/x-ndjson')
  c.header('cache-control', 'no-store')
  return stream(c, async (out) => {
    let isOver = false
    out.onAbort(() => {
      isOver = true
      void lines.return()
    })
    try {
      while (!next.done && !isOver) {
        await out.writeln(JSON.stringify(next.value))
        next = await lines.next()
      }
    } catch (error) {
      if (!(error instanceof AppError)) report(error)
      await out.writeln(JSON.stringify({ error: error instanceof AppError ? { code: error.code, message: error.message } : { code: 'internal', message: 'An error in our own code ended this. It is in the log.' } }))
    }
  })
}
