import type { HealthResult } from './run-health-checks'

const freshMs = 2_500

/** Examines at most every few seconds, however many look at the page. */
export function keepExamining(examine: () => Promise<HealthResult[]>, now: () => number): () => Promise<HealthResult[]> {
  let last: { at: number; results: Promise<HealthResult[]> } | undefined
  return () => {
    if (!last || now() - last.at > freshMs) {
      const results = examine()
      const mine = { at: now(), results }
      last = mine
      results.catch(() => {
        if (last === mine) last = undefined
      })
    }
    return last.results
  }
}
