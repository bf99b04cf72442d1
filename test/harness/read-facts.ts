import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import * as schema from '#server/db/schema'
import type { Claim, Press } from './people'
import type { RecordedRequest } from './receivers/http-receiver'
import type { RecordedMail } from './receivers/smtp-receiver'
import type { SentLead } from './send-leads'

/** Everything that stands in the database, by table. */
export type Rows = ReturnType<typeof readRows>

/** What the outside saw: what it sent, what it got, what it was told. */
export interface Outside {
  sent: SentLead[]
  mails: RecordedMail[]
  /** Those that were accepted. */
  requests: RecordedRequest[]
  presses: Press[]
  claims: Claim[]
}

/** What the checks judge: our database on one side, the outside on the other. */
export interface Facts extends Outside {
  rows: Rows
  /** Ids of the people on call: who has an offer of theirs is with the person on call. */
  onCall: string[]
}

/** A broken promise, in words. */
export interface Violation {
  check: string
  what: string
}

/** Reads all tables in one snapshot, beside whoever writes. */
export function readRows(databaseFile: string) {
  const client = new Sqlite(databaseFile, { readonly: true, timeout: 5_000 })
  const db = drizzle(client, { schema, casing: 'snake_case' })
  try {
    return client.transaction(() => ({
      events: db.select().from(schema.events).all(),
      leads: db.select().from(schema.leads).all(),
      runs: db.select().from(schema.runs).all(),
      steps: db.select().from(schema.runSteps).all(),
      waits: db.select().from(schema.waits).all(),
      lists: db.select().from(schema.runLists).all(),
      inbox: db.select().from(schema.runInbox).all(),
      effects: db.select().from(schema.effects).all(),
      notices: db.select().from(schema.notices).all(),
      assignments: db.select().from(schema.assignments).all(),
      workItems: db.select().from(schema.workItems).all(),
      watchers: db.select().from(schema.queueWatchers).all(),
      reps: db.select().from(schema.reps).all(),
      versions: db.select().from(schema.flowVersions).all(),
      audit: db.select().from(schema.auditLog).all(),
      outbox: db.select().from(schema.outbox).all(),
      flows: db.select({ id: schema.flows.id, name: schema.flows.name }).from(schema.flows).all(),
      consents: db.select().from(schema.consentEvents).all(),
      touches: db.select().from(schema.touches).all(),
    }))()
  } finally {
    client.close()
  }
}

/** Rows by a key, for looking up. */
export function group<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const name = key(row)
    const known = groups.get(name)
    if (known) known.push(row)
    else groups.set(name, [row])
  }
  return groups
}
