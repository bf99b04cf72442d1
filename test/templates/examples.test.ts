import { describe, expect, it } from 'vitest'
import { handlers } from '#nodes/activities'
import { library } from '#nodes/definitions'
import { compareOutcome, type Expected } from '#server/examples/expected'
import { runScenario } from '#server/simulate/scenario/run-scenario'
import { Scenario } from '#server/simulate/scenario/scenario'
import { isNeed } from '#templates/template'
import { templates } from '#templates/templates'

/* What each template promises is tried in a simulated world, whatever the workspace calls its teams and queues. */
describe.each(templates)('$title', ({ presets, steps, examples, build }) => {
  const needs = Object.fromEntries(steps.flatMap((step) => step.asks.filter(isNeed).map((ask) => [ask.name, `${ask.kind} of the test`])))

  it.each(examples)('$name', async ({ scenario, expected }) => {
    const outcome = await runScenario({ flow: { document: build(presets[0]?.name ?? '', needs) }, called: [], registry: library, handlers }, Scenario.parse(scenario))
    expect(compareOutcome(expected as Expected, outcome)).toEqual([])
    expect([outcome.bugs, outcome.lateActs, outcome.failure]).toEqual([[], 0, null])
  })
})
