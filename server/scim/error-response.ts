import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { DatabaseBusyError } from '../db/writer'
import { AppError } from '../errors/app-error'
import { scimJson } from './scim-json'
import { ScimError } from './scim-error'

/** Any error in the form of RFC 7644 section 3.12. Bugs are reported, not shown. */
export function scimErrorResponse(error: Error, c: Context, report: (error: unknown) => void): Response {
  const { status, detail, scimType } = read(error, report)
  if (status === 503) c.header('Retry-After', '1')
  return scimJson(c, { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), ...(scimType && { scimType }), detail }, status)
}

function read(error: Error, report: (error: unknown) => void): { status: number; detail: string; scimType?: string | undefined } {
  if (error instanceof ScimError) return { status: error.status, detail: error.message, scimType: error.scimType }
  if (error instanceof AppError) return { status: error.status, detail: error.message, ...(error.status === 400 && { scimType: 'invalidValue' }) }
  if (error instanceof DatabaseBusyError) return { status: 503, detail: error.message }
  if (error instanceof HTTPException) return { status: error.status, detail: error.message || 'The request cannot be read.' }
  report(error)
  return { status: 500, detail: 'Something went wrong here. It is in the log; nothing was half done. Try again.' }
}
