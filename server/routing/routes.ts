import { Hono } from 'hono'
import { z } from 'zod'
import { whatIf } from '#nodes/revops/what-if'
import type { Database } from '../db/open-database'
import { valid } from '../errors/valid'
import type { SignedIn } from '../people/require-session'
import { readDecisions } from './read-decisions'
import { readTeamBalance } from './team-balance'

const weight = z.number().min(0).max(100)
const WhatIfInput = z.object({
  /** Without them: those of the newest decision. */
  weights: z.object({ capacity: weight, skill: weight, performance: weight, availability: weight }).optional(),
  team: z.string().max(40).optional(),
})

/** How leads were spread, and how other weights would have spread them. Only reads. */
export function createRoutingRoutes({ db, now }: { db: Database; now(): number }) {
  return new Hono<SignedIn>()
    .get('/balance', (c) => c.json({ teams: readTeamBalance(db, now()) }))
    .post('/what-if', valid('json', WhatIfInput), (c) => {
      const { weights, team } = c.req.valid('json')
      const { decisions, weights: newest, isCut, unlisted } = readDecisions(db, { teamId: team }, now())
      return c.json({ ...whatIf(decisions, weights ?? newest), weights: weights ?? newest, isCut, unlisted })
    })
}
