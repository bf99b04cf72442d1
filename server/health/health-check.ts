import type Sqlite from 'better-sqlite3'
import type { BrokenNode } from '../custom-nodes/broken-node'
import type { Config } from '../config'
import type { Reached } from './reach-temporal'

export const healthGroups = ['engine', 'intake', 'messages', 'leads', 'storage'] as const

export type HealthGroup = (typeof healthGroups)[number]

/** `skipped`: could not be looked at, because of something that another check tells of. */
export type Verdict =
  | { state: 'ok' | 'skipped'; says: string }
  | {
      state: 'warning' | 'problem'
      says: string
      /** What follows from it for leads and messages. */
      means: string
      /** What to do about it. */
      todo: string
    }

/** What the checks look at. Nothing of it is started or changed by them. */
export interface HealthContext {
  config: Config
  env: NodeJS.ProcessEnv
  now: number
  /** Undefined when the database cannot be opened; then `databaseProblem` says why. */
  client: Sqlite.Database | undefined
  databaseProblem?: string
  temporal: Reached
  /** The Watertight that works on this data folder, if one does. */
  running: { pid: number; url: string } | undefined
  brokenNodes: BrokenNode[]
  /** True where it may take seconds: the whole database is read through. */
  isDeep: boolean
}

export interface HealthCheck {
  name: string
  group: HealthGroup
  title: string
  run(context: HealthContext): Verdict | Promise<Verdict>
}

/** A check that reads the database; skipped where that does not open. */
export function withDatabase(run: (client: Sqlite.Database, context: HealthContext) => Verdict | Promise<Verdict>): HealthCheck['run'] {
  return (context) => {
    if (context.client) return run(context.client, context)
    return { state: 'skipped', says: context.databaseProblem === undefined ? 'Nothing is kept yet' : 'Not looked at: the database does not open' }
  }
}

/** A check of what only a running Watertight does. */
export function whileRunning(run: (client: Sqlite.Database, context: HealthContext) => Verdict | Promise<Verdict>): HealthCheck['run'] {
  return withDatabase((client, context) => (context.running ? run(client, context) : { state: 'skipped', says: 'Not looked at: Watertight is not running' }))
}
