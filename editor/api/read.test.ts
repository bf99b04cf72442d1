import { describe, expect, it } from 'vitest'
import { isUnreachable } from './api-error'
import { read } from './read'

const answer = (status: number, body: string) => Promise.resolve(new Response(body, { status }))

describe('reading an answer', () => {
  it('gives what a success holds', async () => {
    await expect(read(answer(200, '{"a":1}'))).resolves.toEqual({ a: 1 })
  })

  it('says in the server’s words why a request was refused', async () => {
    await expect(read(answer(409, '{"error":{"code":"already-taken","message":"Aylin has it."}}'))).rejects.toMatchObject({ status: 409, code: 'already-taken', message: 'Aylin has it.' })
  })

  it('understands the sign-in library’s errors, and answers that are no JSON', async () => {
    await expect(read(answer(401, '{"code":"INVALID","message":"No."}'))).rejects.toMatchObject({ code: 'INVALID' })
    await expect(read(answer(500, '<html>'))).rejects.toMatchObject({ code: 'http-500', message: 'The server could not do this.' })
  })

  it('tells a server that is away from one that refuses', async () => {
    const gone = await read(Promise.reject(new TypeError('fetch failed'))).catch((error: unknown) => error)
    const refused = await read(answer(400, '{}')).catch((error: unknown) => error)
    expect([isUnreachable(gone), isUnreachable(refused)]).toEqual([true, false])
  })
})
