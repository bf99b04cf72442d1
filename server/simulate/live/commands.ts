import { z } from 'zod'
import { LeadReference } from '../../events/lead-reference'
import { ProviderBehaviour, ProviderChannel } from '../providers/provider-script'

const Id = z.string().min(1).max(100)
const Data = z.record(z.string(), z.json())
const Instant = z.number().int().min(0).max(8.64e15)

/** What the canvas may ask of a simulation that runs. */
export const Commands = {
  /** An event arrives now. */
  'send-event': z.strictObject({ type: z.string().min(1).max(60).default('lead.received'), id: Id.optional(), lead: LeadReference.optional(), data: Data }),
  /** The lead of a scenario arrives now, and what is heard of it. */
  bring: z.strictObject({ lead: Data, event: z.strictObject({ type: z.string().min(1).max(60), data: Data }).optional(), times: z.number().int().min(1).max(10) }),
  /** The next step of whichever run is first; when all wait, time goes on to the next thing due. */
  step: z.strictObject({}),
  /** Time passes until the instant, or until nothing is due within thirty days. `speed` is virtual ms for each real one; without it as fast as it goes. */
  play: z.strictObject({ until: Instant.optional(), speed: z.number().min(0.1).max(1e9).optional() }),
  pause: z.strictObject({}),
  /** Somebody does something. */
  answer: z.discriminatedUnion('act', [
    z.strictObject({ act: z.enum(['have-it', 'pass-on']), leadId: Id }),
    z.strictObject({ act: z.literal('claim'), workItemId: Id, personId: Id }),
    z.strictObject({ act: z.enum(['approve', 'reject']), workItemId: Id }),
  ]),
  /** Time goes at once to the instant, or to the next thing due. */
  jump: z.strictObject({ to: Instant.optional() }),
  /** From now on a channel behaves like this; null: as it was set up. */
  fail: z.strictObject({ channel: ProviderChannel, behaviour: ProviderBehaviour.nullable() }),
  /** Where everything stands, with what happened after the cursor. */
  state: z.strictObject({ since: z.number().int().min(0).default(0) }),
  totals: z.strictObject({}),
  /** One run of the flow, whole; the first without an id, nothing when there is none. */
  run: z.strictObject({ id: Id.optional() }),
} as const

export type CommandName = keyof typeof Commands
export type CommandInput<Name extends CommandName> = z.output<(typeof Commands)[Name]>
