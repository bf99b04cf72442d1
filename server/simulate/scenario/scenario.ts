import { z } from 'zod'
import { EventType } from '#nodes/revops/event-types'
import { ProviderBehaviour, ProviderChannel, type ProviderScript } from '../providers/provider-script'
import type { PeopleScript } from '../people/behaviour'

const dayMs = 86_400_000
const maxDataBytes = 20 * 1024

/** How long a scenario may go on, in its own time. */
export const scenarioDays = 30

const Data = z.record(z.string().max(100), z.json()).refine((data) => JSON.stringify(data).length <= maxDataBytes, `The fields of an example take at most ${maxDataBytes / 1024} kB.`)
const Id = z.string().min(1).max(100)
const AfterMs = z.number().int().min(0).max(scenarioDays * dayMs)

/** Something that is done while a scenario runs, so long after it began. */
export const ScenarioAct = z.discriminatedUnion('act', [
  z.strictObject({ afterMs: AfterMs, act: z.enum(['have-it', 'pass-on', 'approve', 'reject']) }),
  z.strictObject({ afterMs: AfterMs, act: z.literal('claim'), personId: Id }),
  z.strictObject({ afterMs: AfterMs, act: z.literal('hear'), type: EventType, data: Data }),
  z.strictObject({ afterMs: AfterMs, act: z.literal('fail'), channel: ProviderChannel, behaviour: ProviderBehaviour.nullable() }),
])
export type ScenarioAct = z.infer<typeof ScenarioAct>

/** How it stands with the people: as usual, all of them out of office, or all with as many leads as they may have. */
export const Situation = z.enum(['usual', 'nobody-available', 'everyone-full'])
export type Situation = z.infer<typeof Situation>

/** One lead that comes to a flow, and the circumstances. The same scenario and flow come out the same, whenever they are run. */
export const Scenario = z.strictObject({
  lead: Data,
  /** What is then heard of the lead, for flows that start on more than its arrival. */
  event: z.strictObject({ type: EventType, data: Data }).optional(),
  /** How often the same arrives, as when a sender tries again. */
  times: z.number().int().min(1).max(10).default(1),
  startAt: z.number().int().min(0).max(4e12),
  seed: z.number().int().min(0).max(2 ** 32).default(1),
  situation: Situation.default('usual'),
  /** `failing`: nothing can be sent; `uncertain`: what is sent may or may not have arrived. */
  providers: z.enum(['usual', 'failing', 'uncertain']).default('usual'),
  /** Who answers by themselves: nobody, or everybody who is asked, two minutes later. */
  answers: z.enum(['nobody', 'everybody']).default('nobody'),
  acts: z.array(ScenarioAct).max(50).default([]),
})
export type Scenario = z.output<typeof Scenario>

const channels = ProviderChannel.options

/** How ways out behave in a scenario. */
export function providersOf({ providers }: Scenario): ProviderScript {
  if (providers === 'usual') return {}
  const behaviour = providers === 'failing' ? { down: true } : { timesOutAfterAccept: 1 }
  return Object.fromEntries(channels.map((channel) => [channel, [behaviour]]))
}

/** How people answer in a scenario; undefined: not by themselves. */
export function peopleOf({ answers }: Scenario): PeopleScript | undefined {
  if (answers === 'nobody') return undefined
  return { everybody: sure, roles: { rep: sure, manager: sure, executive: sure, 'on-call': sure } }
}

const sure = {
  haveIt: 1, passOn: 0, fromMinutes: 2, withinMinutes: 2, claims: 1, claimsWithinMinutes: 2, approves: 1, rejects: 0, decidesWithinMinutes: 2, closesAfterDays: null, hours: 'always' as const,
}
