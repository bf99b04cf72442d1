import { Hono } from 'hono'
import { z } from 'zod'
import { requireRole, type SignedIn } from '../people/require-session'
import type { SampleLeads } from './sample-leads'
import { valid } from '../errors/valid'

const Switch = z.object({ on: z.boolean() })

/** The switch of the sample workspace. */
export function createSampleRoutes({ sampleLeads }: { sampleLeads: SampleLeads }) {
  return new Hono<SignedIn>()
    .get('/', (c) => c.json(sampleLeads.view()))
    .put('/', requireRole('manager'), valid('json', Switch), async (c) => {
      await sampleLeads.set(c.req.valid('json').on)
      return c.json(sampleLeads.view())
    })
}
