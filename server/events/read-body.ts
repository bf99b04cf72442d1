import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { AppError } from '../errors/app-error'

/** The request's body as text, at most `maxBytes`; see `readBytes`. */
export async function readBody(c: Context, maxBytes: number): Promise<string> {
  return (await readBytes(c, maxBytes)).toString('utf8')
}

/**
 * The request's body, at most `maxBytes`; a larger one is refused without being read to its end. Reads Node's own
 * request where there is one: making a web Request of it costs more than everything else that intake does.
 */
export async function readBytes(c: Context, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new AppError('too-large', `The body is larger than ${maxBytes / 1024} kB. Nothing was taken in.`)
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge()
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  if (!incoming) {
    const body = Buffer.from(await c.req.arrayBuffer())
    if (body.length > maxBytes) throw tooLarge()
    return body
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
