import { Hono } from 'hono'
import type { Database } from '../db/open-database'
import { listFindings } from '../leakcheck/list-findings'
import type { SignedIn } from '../people/require-session'
import { readSetting } from '../settings/settings'
import { keepExamining } from './keep-examining'
import type { HealthResult } from './run-health-checks'

/** What a pass of the worker wrote down about where the leads stand. */
interface LastPass {
  at: number
  conservation: { events: number; stuck: number; leads: number; places: Record<string, number> }
}

/** How the installation is, and which leads are without anybody. */
export function createStatusRoutes({ db, examine, now }: { db: Database; examine: () => Promise<HealthResult[]>; now: () => number }) {
  const look = keepExamining(examine, now)
  return new Hono<SignedIn>().get('/', async (c) => {
    const checks = await look()
    const leaks = listFindings(db)
    const { at, conservation } = (readSetting(db, 'leakcheck.lastPass') as unknown as LastPass | undefined) ?? { at: null, conservation: null }
    return c.json({ checks, leaks, lastPass: at === null ? null : { at, ...conservation }, now: now() })
  })
}
