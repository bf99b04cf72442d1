import type { Client } from '@temporalio/client'
import { setImmediate as turn } from 'node:timers/promises'
import { type AuditMark, checkAudit } from './check-audit'
import { compareWithTemporal } from './compare-with-temporal'
import { type Conservation, countPlaces } from './count-places'
import { findLeaks } from './find-leaks'
import type { LeakFinding } from './leak-finding'
import { openReadOnly } from './open-read-only'

export interface LeakReport {
  at: number
  findings: LeakFinding[]
  conservation: Conservation
  /** Why Temporal was not compared with; null when it was. */
  temporalSkipped: string | null
  tookMs: number
  /** To go on from in the next pass. */
  auditMark: AuditMark
}

export interface LeakcheckInput {
  databaseFile: string
  now: number
  /** Compared with when given. */
  temporal?: Client
  /** Shown when there is none to compare with. */
  whyNoTemporal?: string
  auditFrom?: AuditMark
}

/** Looks for leaks: in one snapshot of the database, then in Temporal. Only reads, so it may be called at any time beside anything. */
export async function runLeakcheck({ databaseFile, now, temporal, whyNoTemporal, auditFrom }: LeakcheckInput): Promise<LeakReport> {
  const began = performance.now()
  const client = openReadOnly(databaseFile)
  try {
    client.exec('BEGIN')
    const conservation = countPlaces(client)
    const findings = await findLeaks(client, now, turn)
    const audit = await checkAudit(client, auditFrom, turn)
    client.exec('COMMIT')
    findings.push(...audit.findings)

    let temporalSkipped: string | null = whyNoTemporal ?? 'No Temporal was named.'
    if (temporal) {
      try {
        findings.push(...(await compareWithTemporal(client, temporal, now)))
        temporalSkipped = null
      } catch (error) {
        temporalSkipped = `Temporal does not answer. (${error instanceof Error ? error.message : String(error)})`
      }
    }
    findings.sort((a, b) => (b.money ?? 0) - (a.money ?? 0) || a.since - b.since)
    return { at: now, findings, conservation, temporalSkipped, tookMs: Math.round(performance.now() - began), auditMark: audit.mark }
  } finally {
    client.close()
  }
}
