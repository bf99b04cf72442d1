import { describe, expect, it } from 'vitest'
import { compile } from '#engine/compile/compile'
import { library } from '#nodes/definitions'
import { isNeed } from './template'
import { templates } from './templates'

const known = { teams: ['team-1'], queues: [{ id: 'queue-1', watchers: 2 }], rotas: [{ id: 'rota-1', zone: 'UTC', hole: null }] }
const references = { team: 'team-1', queue: 'queue-1', rota: 'rota-1' }

describe.each(templates.flatMap((template) => template.presets.map((preset) => ({ template, preset }))))('$template.title: $preset.title', ({ template, preset }) => {
  const needs = Object.fromEntries(template.steps.flatMap((step) => step.asks.filter(isNeed).map((ask) => [ask.name, references[ask.kind]])))

  it('compiles without a single diagnostic', () => {
    expect(compile(template.build(preset.name, needs), library, known).diagnostics).toEqual([])
  })

  it('has a value for each of its settings, and no other', () => {
    const settings = template.steps.flatMap((step) => step.asks.filter((ask) => !isNeed(ask)).map(({ name }) => name))
    expect(Object.keys(preset.values).sort()).toEqual(settings.sort())
  })

  it('shows summaries that fit on a card', () => {
    const names = { of: () => 'Sales West' }
    for (const node of template.build(preset.name, needs).nodes) {
      const definition = library[node.type]
      // A condition and the events of a wait say all that they ask; the card cuts them.
      if (node.type === 'branch' || node.type === 'await-event') continue
      expect(definition?.summary(definition.params.parse(node.params), names).length, node.label).toBeLessThanOrEqual(90)
    }
  })
})
