import type { Context } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'
import type { JsonObject } from '#nodes/sdk/json'

/** An answer in SCIM's own kind of JSON. */
export function scimJson(c: Context, body: JsonObject, status = 200): Response {
  return c.body(JSON.stringify(body), status as StatusCode as 200, { 'Content-Type': 'application/scim+json; charset=utf-8', 'Cache-Control': 'no-store' })
}
