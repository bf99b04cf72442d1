import { describe, expect, it } from 'vitest'
import { compile } from '#engine/compile/compile'
import { library } from '#nodes/definitions'
import { fallbackRouting } from './template'

const references = { team: 'team-1', queue: 'queue-1', rota: 'rota-1' }
const known = { teams: ['team-1'], queues: [{ id: 'queue-1', watchers: 2 }], rotas: [{ id: 'rota-1', zone: 'UTC', hole: null }] }

describe.each(fallbackRouting.presets.map((preset) => preset.name))('preset %s', (preset) => {
  it('compiles without a single diagnostic', () => {
    const { diagnostics, plan } = compile(fallbackRouting.build(preset, references), library, known)
    expect(diagnostics).toEqual([])
    expect(plan?.entry).toBe('worth')
  })
})

it('cannot be published where its queue has no watcher', () => {
  const { diagnostics } = compile(fallbackRouting.build('fast', references), library, { ...known, queues: [{ id: 'queue-1', watchers: 0 }] })
  expect(diagnostics.map((each) => each.code)).toEqual(['queue-without-watcher'])
})

it('shows summaries that fit on a card', () => {
  const names = { of: () => 'Sales West' }
  for (const node of fallbackRouting.build('fast', references).nodes) {
    const definition = library[node.type]
    expect(definition?.summary(definition.params.parse(node.params), names).length, node.label).toBeLessThanOrEqual(90)
  }
})
