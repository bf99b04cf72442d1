import { beforeEach, expect, it, vi } from 'vitest'
import { candidate } from '../../revops/testing/candidate'
import type { Candidate } from '../../revops/candidate'
import { fakeServices } from '../../sdk/testing/fake-services'
import { stepContext } from '../../sdk/testing/step-context'
import { runOnCall } from './activity'

let duty: Candidate | undefined
let managers: Candidate[]
let above: Record<string, Candidate>

beforeEach(() => {
  duty = undefined
  managers = []
  above = {}
})

function run(asked?: string) {
  const offer = vi.fn(({ owner }: { owner: { id: string; name: string } }) => ({ id: 'a1', repId: owner.id, repName: owner.name, level: 'Test', state: 'offered' as const }))
  const { services, calls } = fakeServices({
    assignments: { live: () => undefined, askedLast: () => (asked ? { id: 'a0', repId: asked, repName: asked, level: 'First', state: 'expired' } : undefined), offer: offer as never },
    roster: { onDuty: () => duty, managersOfRota: () => managers, managerAbove: (id) => above[id] },
    workItems: { create: () => 'w1' },
  })
  return { outcome: runOnCall(stepContext({ rota: 'rota' }, { lead: { name: 'Zoë' } }), services), calls: calls.map(({ call }) => call), offered: offer.mock.calls[0]?.[0] }
}

it('offers to whoever is on duty', () => {
  duty = candidate('dora')
  const { outcome, offered } = run('ann')
  expect(outcome).toEqual({ outlet: 'assigned', output: { assignmentId: 'a1', repId: 'dora', repName: 'dora' } })
  expect(offered).toMatchObject({ explanation: { onDuty: true } })
})

it('AF8: in a hole offers to the manager of who was asked last, before those of the rota’s team', () => {
  managers = [candidate('max')]
  above = { ann: candidate('mia') }
  const { outcome, offered } = run('ann')
  expect(outcome).toMatchObject({ outlet: 'assigned', reason: { rota: 'rota', isStandIn: true }, output: { repId: 'mia' } })
  expect(offered).toMatchObject({ explanation: { onDuty: true, isStandIn: true } })
  expect(run().outcome).toMatchObject({ output: { repId: 'max' } })
})

it('AF8: with no manager there, a person is told, and the lead goes on by “nobody”', () => {
  managers = [candidate('max', { active: false })]
  const { outcome, calls } = run('ann')
  expect(outcome).toEqual({ outlet: 'nobody', reason: { rota: 'rota' }, output: { workItemId: 'w1' } })
  expect(calls).toContain('workItems.create')
})
