import type { ContactChannel, Purpose } from '#nodes/revops/gate/channels'
import type { JsonObject } from '#nodes/sdk/json'
import type { Actor } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { consentEvents } from '../db/schema'
import { insertRow } from '../db/write-rows'

export interface SaidConsent {
  contactId: string
  channel: ContactChannel
  purpose: Purpose
  state: 'granted' | 'withdrawn' | 'asked'
  /** When it was said; ms since 1970. */
  at: number
  source: string
  textVersion?: string
  evidence?: JsonObject
}

/** The row alone: for what comes with a lead that nobody waits for yet. Part of the caller's transaction. */
export function addConsent(db: Database, { actor, evidence, textVersion, ...said }: SaidConsent & { actor: Actor }, now: number): void {
  insertRow(db, consentEvents, { ...said, id: newId(now), receivedAt: now, actor: `${actor.kind}:${actor.id}`, textVersion: textVersion ?? null, evidence: evidence ?? null })
}
