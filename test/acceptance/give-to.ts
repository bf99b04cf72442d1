import { leadTaken } from '#server/acks/lead-taken'
import { newId } from '#server/db/new-id'
import { assignments } from '#server/db/schema'
import type { World } from '../conformance/world'

/** A lead arrives and somebody has it at once, without any flow. Hands back its id. */
export async function giveTo(world: World, repId: string, name: string, now: number): Promise<string> {
  const { subjectId } = await world.receive({ name, email: `${name.toLowerCase()}@test.example`, territory: 'west' }, { id: `lead ${name}`, now })
  const leadId = subjectId ?? ''
  await world.writer.write((tx) => {
    tx.insert(assignments).values({ id: newId(now), subjectType: 'lead', subjectId: leadId, repId, level: 'Test', state: 'accepted', offeredAt: now, answeredAt: now }).run()
    leadTaken(tx, { leadId, rep: { id: repId, name: repId }, by: { kind: 'rep', id: repId } }, now)
  })
  return leadId
}
