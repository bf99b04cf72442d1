import type { Context } from 'hono'
import type { Json } from '#nodes/sdk/json'
import { readBody } from '../events/read-body'
import { ScimError } from './scim-error'

const maxBodyBytes = 1024 * 1024

/** The body of a request, at most 1 MB. */
export async function readJson(c: Context): Promise<Json> {
  const text = await readBody(c, maxBodyBytes)
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new ScimError(400, 'The body is not JSON.', 'invalidSyntax')
  }
}
