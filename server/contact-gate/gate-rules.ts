import { GateRules, standardGateRules } from '#nodes/revops/gate/gate-rules'
import type { JsonObject } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { parsedSetting } from '../settings/parsed-setting'
import { writeSetting } from '../settings/settings'

const key = 'contact-gate'

/** What holds for every message to people outside; the standard until somebody says otherwise. */
export const readGateRules = parsedSetting(key, GateRules, standardGateRules)

/** Holds for every message whose sending begins after this commit. Audited. Part of the caller's transaction. */
export function changeGateRules(db: Database, { rules, actor }: { rules: GateRules; actor: Actor }, now: number): void {
  const before = readGateRules(db)
  writeSetting(db, key, rules as unknown as JsonObject)
  createAddAudit(db)({ actor, action: 'contact-gate.changed', subject: { type: 'workspace', id: 'workspace' }, before: before as unknown as JsonObject, after: rules as unknown as JsonObject }, now)
}
