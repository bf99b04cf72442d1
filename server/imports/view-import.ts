import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows, imports, sources, triggers } from '../db/schema'
import { findImport, type ImportRow } from './find-import'
import { isFileKept } from './import-files'

const maxListed = 50

/** An import as people see it, with how far it is. */
export function viewImport(db: Database, folder: string, id: string, now: number) {
  const row = findImport(db, id)
  return { ...toView(db, row, now), isFileKept: isFileKept(folder, id), sameFile: sameFile(db, row), startableFlows: startableFlows(db) }
}

/** The newest imports. */
export function listImports(db: Database, now: number) {
  return { imports: db.select().from(imports).orderBy(desc(imports.id)).limit(maxListed).all().map((row) => toView(db, row, now)), now }
}

function toView(db: Database, row: ImportRow, now: number) {
  const { id, name, state, problem, cameAs, bytes, lines, offset, created, duplicates, stuck, refused, activeMs, createdAt, startedAt, endedAt } = row
  const source = row.sourceId === null ? null : (db.select({ name: sources.name }).from(sources).where(eq(sources.id, row.sourceId)).get()?.name ?? null)
  return {
    id, name, state, problem, cameAs, bytes, lines, source, startsFlows: row.startsFlows, created, duplicates, stuck, refused, createdAt, startedAt, endedAt, now,
    rows: row.row,
    bytesDone: state === 'mapping' ? 0 : state === 'done' ? bytes : offset,
    rowsPerSecond: activeMs > 0 ? Math.round((row.row * 1_000) / activeMs) : null,
    /** Begun, but nobody works on it just now: another import comes first, or the one who did is gone. */
    isWaiting: state === 'running' && (row.holder === null || (row.heldUntil ?? 0) < now),
  }
}

/** The last import of the very same file that took rows in. */
function sameFile(db: Database, row: ImportRow) {
  const other = db
    .select({ id: imports.id, name: imports.name, startedAt: imports.startedAt, created: imports.created })
    .from(imports)
    .where(and(eq(imports.sha256, row.sha256), ne(imports.id, row.id), sql`${imports.created} > 0`))
    .orderBy(desc(imports.id))
    .get()
  return other ?? null
}

/** Names of the published flows that begin with an arriving lead. */
function startableFlows(db: Database): string[] {
  return db.selectDistinct({ name: flows.name }).from(triggers).innerJoin(flows, eq(flows.id, triggers.flowId)).where(and(eq(triggers.eventType, 'lead.received'), isNull(flows.deletedAt))).all().map((each) => each.name)
}
