import { answerOffer } from '../../acks/answer-offer'
import { answerApproval } from '../../approvals/answer-approval'
import { claimItem } from '../../work-items/claim-item'
import type { CommandInput } from '../live/commands'
import type { LookAround } from '../live/look-around'
import type { OpenSimulation } from '../open-simulation'
import { SimulationError } from '../simulation-error'

/** Has somebody of a simulated world do something, by the verbs that the pages use. Throws a SimulationError where there is nothing to answer. */
export async function giveAnswer({ world, trace, now }: Pick<OpenSimulation, 'world' | 'trace' | 'now'>, lookAround: LookAround, input: CommandInput<'answer'>): Promise<void> {
  const { writer } = world
  const at = now()
  if ('leadId' in input) {
    const offer = lookAround.offerFor(input.leadId)
    if (!offer) throw new SimulationError('Nobody is asked for this lead now.')
    const { act } = input
    await writer.write((tx) => answerOffer(tx, { assignmentId: offer.id, answer: act }, at))
    return trace.answered({ person: offer.person, act, leadId: input.leadId, result: 'done' })
  }
  const item = lookAround.item(input.workItemId)
  if (!item?.leadId) throw new SimulationError('There is no such work item.')
  const person = lookAround.person(input.act === 'claim' ? input.personId : (item.assigneeId ?? ''))
  if (!person) throw new SimulationError('There is nobody with this id.')
  if (input.act === 'claim') await writer.write((tx) => claimItem(tx, { itemId: item.id, repId: person.id, actor: { kind: 'rep', id: person.id } }, at))
  else {
    const { act } = input
    const user = { id: person.userId ?? person.id, name: person.name, email: person.email, role: 'rep' as const }
    await writer.write((tx) => answerApproval(tx, { itemId: item.id, answer: act, user }, at))
  }
  trace.answered({ person, act: input.act, leadId: item.leadId, result: 'done' })
}
