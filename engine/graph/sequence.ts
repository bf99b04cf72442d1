import { z } from 'zod'
import { RuleGroup } from '#nodes/revops/condition'
import { type ExitReason, exitReasons } from '#nodes/revops/end-reasons'
import { EventType } from '#nodes/revops/event-types'

export const maxExits = 20

/** How much a flow matters beside others that would reach the same person: a lower number goes first. */
export const priorities = [1, 3, 5, 7] as const
export type Priority = (typeof priorities)[number]
export const standardPriority: Priority = 5

/** What ends a run wherever it stands, and with which reason. The condition is asked of the lead as it is then. */
const Exit = z.object({
  event: EventType,
  condition: RuleGroup.optional(),
  reason: z.enum(Object.keys(exitReasons) as [ExitReason, ...ExitReason[]]),
})
export type Exit = z.infer<typeof Exit>

const SequenceFields = z.object({
  exits: z.array(Exit).max(maxExits, `A flow has at most ${maxExits} things that end it early`),
  /** Of all flows with the same name here, one person is in one at a time. */
  group: z.string().trim().max(60).optional(),
  /** What a run does that would be second in its group: wait for its turn, or not start. */
  whenBusy: z.enum(['wait', 'drop']),
  priority: z.union(priorities.map((each) => z.literal(each)) as [z.ZodLiteral<1>, z.ZodLiteral<3>, z.ZodLiteral<5>, z.ZodLiteral<7>]),
})
/** What makes a flow a sequence: what people leave it by, and how it stands beside others for the same person. */
export type Sequence = z.infer<typeof SequenceFields>
export const Sequence: z.ZodType<Sequence> = SequenceFields.loose()

export const noSequence: Sequence = { exits: [], whenBusy: 'wait', priority: standardPriority }

/** Nothing ends it early, and it stands beside others as every flow does: it need not be written down. */
export function isPlain({ exits, group = '', whenBusy, priority }: Sequence): boolean {
  return exits.length === 0 && group === '' && whenBusy === noSequence.whenBusy && priority === noSequence.priority
}
