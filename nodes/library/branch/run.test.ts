import { expect, it } from 'vitest'
import { stepContext } from '../../sdk/testing/step-context'
import { runBranch } from './run'

it.each([
  ['vars.size', '>=', '50', 'yes'],
  ['outputs.call.status', '=', 404, 'yes'],
  ['outputs.call.body.id', 'null', null, 'yes'],
  ['lead.amount', '<', 10, 'no'],
  ['outputs.gone.status', '=', 404, 'no'],
] as const)('asks about the record, and about what earlier steps left: %s %s %s', (field, operator, value, outlet) => {
  const context = stepContext({ condition: { combinator: 'and' as const, rules: [{ field, operator, value }] }, yes: 'Yes', no: 'No' }, { lead: { amount: 20 } }, {
    vars: { size: '120' }, outputs: { call: { status: 404, body: {} } },
  })
  expect(runBranch(context as never).outlet).toBe(outlet)
})
