import { coldLead } from './cold-lead/template'
import { conflictTold } from './conflict-told/template'
import { consentSweep } from './consent-sweep/template'
import { fallbackRouting } from './fallback-routing/template'
import { highIntent } from './high-intent/template'
import { overloadGuard } from './overload-guard/template'
import { proposalOpened } from './proposal-opened/template'
import { rosterRepair } from './roster-repair/template'
import type { Template } from './template'
import { unconfiguredSource } from './unconfigured-source/template'
import { uncontacted } from './uncontacted/template'
import { welcome } from './welcome/template'

/** Every template, in the order of the gallery. */
export const templates: Template[] = [fallbackRouting, welcome, highIntent, proposalOpened, coldLead, consentSweep, conflictTold, rosterRepair, overloadGuard, uncontacted, unconfiguredSource]

export function findTemplate(name: string): Template | undefined {
  return templates.find((template) => template.name === name)
}
