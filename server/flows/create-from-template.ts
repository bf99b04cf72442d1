import { isDeepStrictEqual } from 'node:util'
import type { FlowDocument } from '#engine/graph/flow'
import type { Template, TemplateValue } from '#templates/template'
import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import type { Expected } from '../examples/expected'
import { saveExample } from '../examples/save-example'
import { Scenario } from '../simulate/scenario/scenario'
import { createFlow } from './create-flow'
import { freeName } from './free-name'

interface Making {
  template: Template
  preset: string
  values: Record<string, TemplateValue>
  /** The template's flow, filled. */
  document: FlowDocument
  name: string
  actor: Actor
}

/** Makes a flow from a template, with its examples where they hold: they say what comes of the first preset as it is. Part of the caller's transaction. */
export function createFromTemplate(db: Database, { template, preset, values, document, name, actor }: Making, now: number): string {
  const flowId = createFlow(db, { document: { ...document, name: freeName(db, name) }, template: template.name, actor }, now)
  const [first] = template.presets
  if (first?.name !== preset || !isDeepStrictEqual({ ...first.values, ...values }, first.values)) return flowId
  for (const { name: called, scenario, expected } of template.examples) {
    saveExample(db, { flowId, name: called, scenario: Scenario.parse(scenario), expected: expected as Expected, actor }, now)
  }
  return flowId
}
