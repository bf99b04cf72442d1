import { fallbackRouting } from './fallback-routing/template'
import { overloadGuard } from './overload-guard/template'
import { rosterRepair } from './roster-repair/template'
import type { Template } from './template'
import { unconfiguredSource } from './unconfigured-source/template'
import { uncontacted } from './uncontacted/template'
import { welcome } from './welcome/template'

/** Every template, in the order of the gallery. */
export const templates: Template[] = [fallbackRouting, welcome, rosterRepair, overloadGuard, uncontacted, unconfiguredSource]

export function findTemplate(name: string): Template | undefined {
  return templates.find((template) => template.name === name)
}
