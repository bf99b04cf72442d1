import type Sqlite from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config'
import type { BrokenNode } from '../custom-nodes/broken-node'
import { openReadOnly } from '../leakcheck/open-read-only'
import { findRunning } from './find-running'
import { reachTemporal } from './reach-temporal'
import { type HealthResult, runHealthChecks } from './run-health-checks'

export interface ExamineInput {
  config: Config
  brokenNodes: BrokenNode[]
  isDeep: boolean
  env?: NodeJS.ProcessEnv
}

/** Looks at an installation from outside, whether it runs or not. Starts nothing and changes nothing. */
export async function examine({ config, brokenNodes, isDeep, env = process.env }: ExamineInput): Promise<HealthResult[]> {
  const file = join(config.dataFolder, 'watertight.db')
  let client: Sqlite.Database | undefined
  let databaseProblem: string | undefined
  if (existsSync(file)) {
    try {
      client = openReadOnly(file)
      client.prepare('select 1 from settings').get()
    } catch (error) {
      client?.close()
      client = undefined
      databaseProblem = error instanceof Error ? error.message : String(error)
    }
  }
  const temporal = await reachTemporal(config)
  try {
    const running = await findRunning(config.dataFolder)
    return await runHealthChecks({ config, env, now: Date.now(), client, ...(databaseProblem !== undefined && { databaseProblem }), temporal, running, brokenNodes, isDeep })
  } finally {
    client?.close()
    if ('close' in temporal) await temporal.close()
  }
}
