import type { Sources } from './sources'

/** A node that changes our own records, in one transaction with its outcome. */
export const recordsSources: Sources = (type, title) => ({
  'definition.ts': `import { z } from 'zod'
import { defineNode } from '#nodes/sdk/define-node'

/** What the palette, the form, the compiler and the docs know of this node. Only data: it is read by the browser too. */
export default defineNode({
  type: '${type}',
  title: '${title}',
  family: 'record',
  icon: 'pencil',
  description: 'Raises the lead’s score by a number of points, up to a highest score.',
  params: z.object({
    points: z.number().int().min(1).max(100).default(10).meta({ title: 'Points' }),
    highest: z.number().int().min(1).max(1_000).default(100).meta({ title: 'Highest score', advanced: true }),
  }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: (params) => \`Raises the score by \${params.points}\`,
  lower: () => ({ op: 'records' }),
  reads: () => ['lead.score'],
  writes: () => [{ field: 'lead.score' }],
})
`,
  'activity.ts': `import type { z } from 'zod'
import { readField } from '#nodes/revops/read-field'
import type { RecordActivity } from '#nodes/sdk/handlers'
import type definition from './definition'

/** Happens exactly once: the change and the step’s outcome are kept together. Everything goes through \`services\`. */
const run: RecordActivity<z.output<typeof definition.params>> = ({ params, record, subject }, services) => {
  const before = Number(readField(record, 'lead.score') ?? 0)
  const score = Math.min(params.highest, before + params.points)
  services.records.update(subject, { 'lead.score': score })
  return { outlet: 'done', output: { before, score } }
}

export default run
`,
  [`${type}.test.ts`]: `import { describe, expect, it } from 'vitest'
import { fakeServices } from '#nodes/sdk/testing/fake-services'
import { stepContext } from '#nodes/sdk/testing/step-context'
import run from './activity'
import definition from './definition'

describe('${title}', () => {
  it.each([
    [undefined, 10],
    [50, 60],
    [95, 100],
  ])('a score of %s becomes %s', (before, after) => {
    const { services, calls } = fakeServices({ records: { update: () => undefined } })
    const context = stepContext(definition.params.parse({}), before === undefined ? {} : { lead: { score: before } })
    expect(run(context, services)).toMatchObject({ outlet: 'done', output: { score: after } })
    expect(calls).toEqual([{ call: 'records.update', args: [context.subject, { 'lead.score': after }] }])
  })
})
`,
})
