import type { z } from 'zod'
import type { Rules } from '../../revops/route-rules'
import { durationMs } from '../../sdk/duration'
import type { route } from './definition'

/** The step's settings as the ranking takes them. */
export function rulesOf({ method, weights, skills, languages, hours, leastRoom, reports, staleAfter, warmUpDays }: z.output<typeof route.params>): Rules {
  return { method, weights, skills, languages, hours, leastRoom: leastRoom / 100, staleAfterMs: reports === 'doubt' ? durationMs(staleAfter) : null, warmUpDays }
}
