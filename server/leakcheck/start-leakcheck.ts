import type { Client } from '@temporalio/client'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { writeSetting } from '../settings/settings'
import type { AuditMark } from './check-audit'
import { keepFindings } from './keep-findings'
import { runLeakcheck } from './run-leakcheck'

const firstAfterMs = 10_000
const everyMs = 60_000

export interface LeakcheckDeps {
  db: Database
  writer: Writer
  databaseFile: string
  temporal: Client
  log: { warn(line: string): void; error(details: object, line: string): void }
}

/** Looks for leaks every minute and keeps what it finds; returns how to stop. */
export function startLeakcheck({ db, writer, databaseFile, temporal, log }: LeakcheckDeps): () => void {
  let auditMark: AuditMark | undefined
  let isStopped = false
  let timer = setTimeout(() => void pass(), firstAfterMs)

  async function pass(): Promise<void> {
    const now = Date.now()
    try {
      const report = await runLeakcheck({ databaseFile, now, temporal, ...(auditMark && { auditFrom: auditMark }) })
      // An entry that does not fit is found again in each pass, until the log is looked at.
      if (!report.findings.some(({ invariant }) => invariant === 'INV12')) auditMark = report.auditMark
      const { opened } = await keepFindings(db, writer, report.findings, now, report.temporalSkipped !== null)
      if (opened > 0) log.warn(`${opened} new ${opened === 1 ? 'leak' : 'leaks'} found; see the status page`)
      const { conservation, temporalSkipped, tookMs } = report
      await writer.write((tx) => writeSetting(tx, 'leakcheck.lastPass', { at: now, tookMs, temporalSkipped, conservation: { ...conservation }, findings: report.findings.length }))
    } catch (error) {
      if (!isStopped) log.error({ err: error }, 'Leaks could not be looked for')
    }
    if (!isStopped) timer = setTimeout(() => void pass(), everyMs)
  }

  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
