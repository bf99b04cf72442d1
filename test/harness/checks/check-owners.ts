import { type Facts, group, type Violation } from '../read-facts'
import { placesOfLeads } from './place-of-lead'

/**
 * Every lead is with somebody, and with one only: at most one live assignment, never two that were accepted, and whoever
 * was told "it is yours" owns it. Nobody has more offers than room, and every offer is the recorded outcome of a step.
 */
export function checkOwners(facts: Facts): Violation[] {
  const { rows, presses } = facts
  const found: Violation[] = []
  const add = (what: string) => found.push({ check: 'owners', what })
  const leadOf = new Map(rows.leads.map((lead) => [lead.id, lead]))
  const active = new Set(rows.reps.filter((rep) => rep.active).map(({ id }) => id))
  const handedOver = rows.audit.filter(({ action }) => action === 'lead.handed-over')
  const offersOf = group(rows.assignments, (each) => each.subjectId)

  for (const [leadId, place] of placesOfLeads(facts)) {
    const lead = leadOf.get(leadId)
    const offers = offersOf.get(leadId) ?? []
    if (place === 'lost') add(`lead ${lead?.name} is with nobody (state ${lead?.state}, offers ${offers.map((each) => each.state).join(', ') || 'none'})`)
    if (offers.filter(({ state }) => state === 'offered' || state === 'accepted').length > 1) add(`lead ${lead?.name} has two live assignments`)
    // Whoever left had it; the one who took over has it.
    const taken = offers.filter((each) => each.endedFor !== 'left' && (each.state === 'accepted' || (each.answeredAt !== null && each.state !== 'declined')))
    if (taken.length > 1) add(`lead ${lead?.name} was accepted ${taken.length} times`)
    if (taken.length === 1 && lead?.ownerId !== taken[0]?.repId) add(`lead ${lead?.name} was accepted by ${taken[0]?.repId} and is owned by ${lead?.ownerId}`)
    if (lead?.ownerId && !active.has(lead.ownerId)) add(`lead ${lead.name} is still with ${lead.ownerId}, who has left`)
    if (lead?.state === 'routed' && taken.length === 0) add(`lead ${lead.name} is routed and nobody has accepted it`)
  }

  const offer = new Map(rows.assignments.map((each) => [each.id, each]))
  for (const press of presses) {
    if (press.state !== 'yours') continue
    const pressed = offer.get(press.assignmentId)
    const owner = leadOf.get(pressed?.subjectId ?? '')?.ownerId
    const hasLeft = pressed?.endedFor === 'left' && !active.has(press.personId)
    if (owner !== press.personId && !hasLeft) add(`${press.personId} was told that lead ${pressed?.subjectId} is theirs, and ${owner} owns it`)
  }

  const held = group(rows.assignments.filter((each) => each.state === 'offered' || each.state === 'accepted'), (each) => each.repId)
  for (const rep of rows.reps) {
    const count = held.get(rep.id)?.length ?? 0
    if (rep.role === 'rep' && count > rep.capacity) add(`${rep.name} has ${count} leads and room for ${rep.capacity}`)
  }

  const recorded = new Set(rows.steps.map((step) => step.output?.assignmentId).filter((id) => typeof id === 'string'))
  for (const { after } of handedOver) if (typeof after === 'object' && after !== null && 'assignmentId' in after && typeof after.assignmentId === 'string') recorded.add(after.assignmentId)
  const claimTitles = new Set(rows.workItems.filter((item) => item.kind === 'claim').map((item) => item.title))
  for (const each of rows.assignments) {
    if (!claimTitles.has(each.level) && !recorded.has(each.id)) add(`an offer of lead ${each.subjectId} to ${each.repId} is no step’s recorded outcome`)
  }
  return found
}
