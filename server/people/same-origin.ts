import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors/app-error'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const ownSites = new Set(['same-origin', 'none'])

/**
 * Refuses changes that another site's page asks this browser to make. Browsers always say where a request comes from;
 * programs (CLI, scripts) say nothing and carry no cookies that somebody else could use. The Host header is not believed:
 * with DNS rebinding it is the attacker's. `origins`: the public one and, in development, the editor's own server.
 */
export const createSameOrigin = ({ origins }: { origins: string[] }) => {
  const allowed = new Set(origins.map((each) => new URL(each).origin))
  return createMiddleware(async (c, next) => {
    if (safeMethods.has(c.req.method)) return next()
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const isForeign = origin !== undefined ? !allowed.has(origin) : site !== undefined && !ownSites.has(site)
    if (isForeign) throw new AppError('not-allowed', 'This request comes from another site. Open this installation at its own address and try again.')
    return next()
  })
}
