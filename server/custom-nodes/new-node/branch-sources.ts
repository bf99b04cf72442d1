import type { Sources } from './sources'

/** A node that reads the record and chooses a way. */
export const branchSources: Sources = (type, title) => ({
  'definition.ts': `import { z } from 'zod'
import { defineNode } from '#nodes/sdk/define-node'

/** What the palette, the form, the compiler and the docs know of this node. Only data: it is read by the browser too. */
export default defineNode({
  type: '${type}',
  title: '${title}',
  family: 'condition',
  icon: 'split',
  description: 'Asks what the lead is worth and goes one of two ways. A missing amount counts as nothing.',
  params: z.object({
    atLeast: z.number().min(0).max(1_000_000_000).default(10_000).meta({ title: 'Worth at least' }),
  }),
  outlets: (params) => [
    { name: 'yes', label: \`At least \${params.atLeast.toLocaleString('en-GB')}\`, side: 'down' },
    { name: 'no', label: 'Less, or not known', side: 'right' },
  ],
  summary: (params) => \`Is the lead worth at least \${params.atLeast.toLocaleString('en-GB')}?\`,
  lower: () => ({ op: 'branch' }),
  reads: () => ['lead.amount'],
})
`,
  'run.ts': `import type { z } from 'zod'
import { readField } from '#nodes/revops/read-field'
import type { BranchRun } from '#nodes/sdk/handlers'
import type definition from './definition'

/** Only computes: the same context always gives the same way. \`reason\` answers “why this way?” on the run’s page. */
const run: BranchRun<z.output<typeof definition.params>> = ({ params, record }) => {
  const amount = Number(readField(record, 'lead.amount') ?? 0)
  return { outlet: amount >= params.atLeast ? 'yes' : 'no', reason: { amount, atLeast: params.atLeast }, output: { amount } }
}

export default run
`,
  [`${type}.test.ts`]: `import { describe, expect, it } from 'vitest'
import { stepContext } from '#nodes/sdk/testing/step-context'
import definition from './definition'
import run from './run'

describe('${title}', () => {
  it.each([
    [10_000, 'yes'],
    [9_999, 'no'],
    [undefined, 'no'],
  ])('a lead worth %s goes by “%s”', (amount, outlet) => {
    const params = definition.params.parse({})
    expect(run(stepContext(params, amount === undefined ? {} : { lead: { amount } })).outlet).toBe(outlet)
  })
})
`,
})
