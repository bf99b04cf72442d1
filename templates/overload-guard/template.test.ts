import { describe, expect, it } from 'vitest'
import { compile } from '#engine/compile/compile'
import { library } from '#nodes/definitions'
import { overloadGuard } from './template'

describe.each(overloadGuard.presets.map((preset) => preset.name))('preset %s', (preset) => {
  it('compiles without a single diagnostic', () => {
    const { diagnostics, plan } = compile(overloadGuard.build(preset, {}), library, { teams: [], queues: [], rotas: [] })
    expect(diagnostics).toEqual([])
    expect(plan?.entry).toBe('plan')
  })
})
