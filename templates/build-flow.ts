import { parseFlow } from '#engine/graph/parse-flow'
import type { FlowDocument } from '#engine/graph/flow'
import { isNeed, type Template, type TemplateReferences, type TemplateStep, type TemplateValue } from './template'

/** A template's flow as it is drawn. Throws when its file is not a flow. */
export function readTemplateFlow(source: unknown): FlowDocument {
  const parsed = parseFlow(source)
  if (!parsed.ok) throw new Error(`templates.read: ${parsed.problems.join(' ')}`)
  return parsed.flow
}

/**
 * Fills a template's flow: each answer at its places. A need without an id stays open, which the compiler then speaks of; a setting
 * without a value is a mistake of the template.
 */
export function buildFlow(source: FlowDocument, steps: TemplateStep[], values: Record<string, TemplateValue>, references: TemplateReferences): FlowDocument {
  const flow = structuredClone(source)
  for (const ask of steps.flatMap((step) => step.asks)) {
    const answer = isNeed(ask) ? (references[ask.name] ?? '') : values[ask.name]
    if (answer === undefined) throw new Error(`templates.build: there is no value for ${ask.name}`)
    for (const place of ask.places) {
      const node = flow.nodes.find((each) => each.id === place.node)
      if (!node) throw new Error(`templates.build: ${ask.name} names step ${place.node}, which is not there`)
      node.params[place.param] = answer
    }
  }
  return flow
}

/** A template from what is its own: what its flow says already is read from there, and its flow is built by its presets. */
export function templateOf(own: Omit<Template, 'failurePoint' | 'figure' | 'build'>): Template {
  const { name, flow, steps, presets } = own
  return {
    ...own,
    failurePoint: flow.failurePoint,
    figure: flow.figure ?? { name: '', now: '', goal: '' },
    build(presetName, references, values = {}) {
      const preset = presets.find((each) => each.name === presetName)
      if (!preset) throw new Error(`templates.${name}: there is no preset ${presetName}`)
      return buildFlow(flow, steps, { ...preset.values, ...values }, references)
    },
  }
}
