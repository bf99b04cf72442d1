import type { Sources } from './sources'

/** A node that lets time pass. */
export const waitSources: Sources = (type, title) => ({
  'definition.ts': `import { z } from 'zod'
import { defineNode } from '#nodes/sdk/define-node'

/** What the palette, the form, the compiler and the docs know of this node. Only data: it is read by the browser too. */
export default defineNode({
  type: '${type}',
  title: '${title}',
  family: 'wait',
  icon: 'clock',
  description: 'Waits until the clock shows a full quarter, half or whole hour.',
  params: z.object({
    every: z.enum(['15', '30', '60']).default('60').meta({ title: 'Until the next full', enumNames: ['Quarter of an hour', 'Half hour', 'Hour'] }),
  }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: (params) => \`Until the next full \${params.every} min\`,
  lower: () => ({ op: 'sleep', outlet: 'done' }),
  bounds: () => 'waits',
})
`,
  'run.ts': `import type { z } from 'zod'
import type { SleepRun } from '#nodes/sdk/handlers'
import type definition from './definition'

const minuteMs = 60_000

/** The instant at which the wait is over. Counts from \`now\`: never read a clock, or a repeated step would wait longer. */
const run: SleepRun<z.output<typeof definition.params>> = ({ params, now }) => {
  const everyMs = Number(params.every) * minuteMs
  return { until: (Math.floor(now / everyMs) + 1) * everyMs }
}

export default run
`,
  [`${type}.test.ts`]: `import { describe, expect, it } from 'vitest'
import { fakeServices } from '#nodes/sdk/testing/fake-services'
import { stepContext } from '#nodes/sdk/testing/step-context'
import definition from './definition'
import run from './run'

describe('${title}', () => {
  it.each([
    ['15', '2026-01-05T09:45:00.000Z'],
    ['30', '2026-01-05T09:30:00.000Z'],
    ['60', '2026-01-05T10:00:00.000Z'],
  ])('every %s min: over at %s', (every, at) => {
    const context = stepContext(definition.params.parse({ every }), {}, { now: Date.parse('2026-01-05T09:29:59.000Z') + (every === '15' ? 1_000 : 0) })
    expect(new Date(run(context, fakeServices().services).until).toISOString()).toBe(at)
  })
})
`,
})
