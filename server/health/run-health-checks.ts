import { engineChecks } from './checks/engine'
import { intakeChecks } from './checks/intake'
import { leadChecks } from './checks/leads'
import { messageChecks } from './checks/messages'
import { storageChecks } from './checks/storage'
import type { HealthContext, HealthGroup, Verdict } from './health-check'

export type HealthResult = { name: string; group: HealthGroup; title: string } & Verdict

/** Makes every check. One that throws is a problem of its own, and holds up none of the others. */
export async function runHealthChecks(context: HealthContext): Promise<HealthResult[]> {
  const checks = [...engineChecks, ...intakeChecks, ...messageChecks, ...leadChecks, ...storageChecks]
  return Promise.all(
    checks.map(async ({ name, group, title, run }): Promise<HealthResult> => {
      try {
        return { name, group, title, ...(await run(context)) }
      } catch (error) {
        return {
          name, group, title, state: 'problem', says: `It could not be looked at: ${error instanceof Error ? error.message : String(error)}`,
          means: 'Nothing is known about it just now.', todo: 'Look at the other checks, then try again.',
        }
      }
    }),
  )
}
