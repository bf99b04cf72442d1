import type { Sources } from './sources'

/** A node that does something to the outside, through the ledger. */
export const effectSources: Sources = (type, title) => ({
  'definition.ts': `import { z } from 'zod'
import { defineNode } from '#nodes/sdk/define-node'

/** What the palette, the form, the compiler and the docs know of this node. Only data: it is read by the browser too. */
export default defineNode({
  type: '${type}',
  title: '${title}',
  family: 'message',
  icon: 'bell',
  description: 'Tells the executives about the lead by e-mail, each of them once.',
  params: z.object({
    subject: z.string().min(1).max(200).default('A lead to know of: {{ lead.name }}').meta({ title: 'Subject', widget: 'text' }),
  }),
  outlets: () => [
    { name: 'told', label: '', side: 'down' },
    { name: 'failed', label: 'Nobody could be told', side: 'right' },
  ],
  summary: () => 'E-mail to the executives',
  lower: () => ({ op: 'effect' }),
})
`,
  'activity.ts': `import type { z } from 'zod'
import { renderText } from '#nodes/revops/text'
import { textScope } from '#nodes/revops/text-scope'
import type { EffectHandler } from '#nodes/sdk/effect'
import type definition from './definition'

/** Done at most once, and never unseen: each item is a row of the ledger, and \`intent\` makes two sends the same message. */
const effect: EffectHandler<z.output<typeof definition.params>> = {
  meanwhile: 'go-on',

  items: ({ run, step, subject }, services) =>
    services.roster.executives().map((person) => ({
      item: \`email:\${person.id}\`, channel: 'email', recipient: person.id, intent: [subject.id, run.id, step.nodeId, String(step.visit), 'email', person.id],
    })),

  request(context, item, services) {
    const person = services.roster.find(item.recipient)
    if (!person?.active) return { cancel: 'This person has left.' }
    const subject = renderText(context.params.subject, textScope(context)).replace(/[\\r\\n]+/g, ' ').slice(0, 200)
    return { channel: 'email', to: person.email, toName: person.name, subject, text: \`See \${services.links.run(context.run.id)}\\n\` }
  },

  outcome: (_context, results) => ({ outlet: results.some((result) => result.state !== 'failed') ? 'told' : 'failed', output: { told: results.filter((result) => result.state === 'done').length } }),
}

export default effect
`,
  [`${type}.test.ts`]: `import { describe, expect, it } from 'vitest'
import { fakeServices } from '#nodes/sdk/testing/fake-services'
import { stepContext } from '#nodes/sdk/testing/step-context'
import effect from './activity'
import definition from './definition'

const eve = { id: 'eve', name: 'Eve Osei', email: 'eve@test.example', active: true, webhookId: null, slackId: null }
const context = stepContext(definition.params.parse({}), { lead: { name: 'Lena Brandt' } })

describe('${title}', () => {
  it('makes one e-mail for each executive, with the lead’s name in its subject', () => {
    const { services } = fakeServices({ roster: { executives: () => [eve], find: () => eve }, links: { run: (id) => \`https://here.example/runs/\${id}\` } })
    const [item] = effect.items(context, services)
    expect(item).toMatchObject({ channel: 'email', recipient: 'eve' })
    if (!item) return
    expect(effect.request(context, item, services)).toMatchObject({ to: 'eve@test.example', subject: 'A lead to know of: Lena Brandt' })
  })

  it('does not write to somebody who has left', () => {
    const { services } = fakeServices({ roster: { find: () => undefined } })
    expect(effect.request(context, { item: 'email:eve', channel: 'email', recipient: 'eve', intent: ['x'] }, services)).toHaveProperty('cancel')
  })

  it('goes on once somebody is told', () => {
    const result = { item: 'email:eve', channel: 'email', recipient: 'eve' } as const
    expect(effect.outcome(context, [{ ...result, state: 'done' }])).toEqual({ outlet: 'told', output: { told: 1 } })
    expect(effect.outcome(context, [{ ...result, state: 'failed' }]).outlet).toBe('failed')
  })
})
`,
})
