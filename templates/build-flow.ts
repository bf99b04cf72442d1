import { parseFlow } from '#engine/graph/parse-flow'
import type { FlowDocument } from '#engine/graph/flow'
import type { TemplatePreset, TemplateReferences, TemplateSetting } from './template'

/** Fills a template's flow: the preset's values at their places, the ids wherever a step names a team, queue or rota. */
export function buildFlow(source: unknown, settings: TemplateSetting[], preset: TemplatePreset, references: TemplateReferences): FlowDocument {
  const parsed = parseFlow(source)
  if (!parsed.ok) throw new Error(`templates.build: ${parsed.problems.join(' ')}`)
  const flow = structuredClone(parsed.flow)
  for (const node of flow.nodes) {
    for (const [param, id] of Object.entries(references)) if (param in node.params) node.params[param] = id
  }
  for (const setting of settings) {
    const value = preset.values[setting.name]
    if (value === undefined) throw new Error(`templates.build: preset ${preset.name} has no ${setting.name}`)
    for (const place of setting.places) {
      const node = flow.nodes.find((each) => each.id === place.node)
      if (!node) throw new Error(`templates.build: ${setting.name} names step ${place.node}, which is not there`)
      node.params[place.param] = value
    }
  }
  return flow
}
