import { z } from 'zod'
import { BusinessHours, standardHours } from '#nodes/revops/business-time'

const Share = z.number().min(0, 'A share lies between 0 and 1').max(1, 'A share lies between 0 and 1')
const Minutes = z.number().min(0).max(100_000)

/** How somebody behaves. What is left out comes from the next more general entry, at last from the standard behaviour. */
export const Behaviour = z
  .strictObject({
    /** Of all offers that reach this person: how many get “I have it”, and how many are passed on. The rest stays unanswered. */
    haveIt: Share.optional(),
    passOn: Share.optional(),
    /** An answer comes between so many minutes of working time after the message. */
    fromMinutes: Minutes.optional(),
    withinMinutes: Minutes.optional(),
    /** Of all leads in a queue that this person watches: how many he or she wants to claim, and how soon. */
    claims: Share.optional(),
    claimsWithinMinutes: Minutes.optional(),
    /** Of all approvals asked: how many get a yes and how many a no, and how soon. */
    approves: Share.optional(),
    rejects: Share.optional(),
    decidesWithinMinutes: Minutes.optional(),
    /** After how many days a lead that was taken is worked off and gives its room back; null: never. */
    closesAfterDays: z.tuple([z.number().min(0).max(1_000), z.number().min(0).max(1_000)]).nullable().optional(),
    /** When this person looks at messages. */
    hours: z.union([z.literal('always'), BusinessHours]).optional(),
  })
  .refine((each) => (each.haveIt ?? 0) + (each.passOn ?? 0) <= 1, { path: ['haveIt'], message: 'haveIt and passOn together are more than everything' })
  .refine((each) => (each.approves ?? 0) + (each.rejects ?? 0) <= 1, { path: ['approves'], message: 'approves and rejects together are more than everything' })
export type Behaviour = z.infer<typeof Behaviour>

const PerWeek = z.number().min(0).max(1_000).default(0)

/** How often, in a week on average, the roster changes: somebody leaves for good, joins, is away for days and has said so, or is silent for hours and has not. */
export const Turnover = z.strictObject({ leaves: PerWeek, joins: PerWeek, away: PerWeek, silent: PerWeek })
export type Turnover = z.output<typeof Turnover>

/** A file of scripted people: the standard for everybody, for a role, and for single persons by id, e-mail or name. */
export const PeopleScript = z.strictObject({
  everybody: Behaviour.optional(),
  roles: z.strictObject({ rep: Behaviour.optional(), manager: Behaviour.optional(), executive: Behaviour.optional(), 'on-call': Behaviour.optional() }).optional(),
  people: z.record(z.string().max(200), Behaviour).optional(),
  turnover: Turnover.optional(),
})
export type PeopleScript = z.infer<typeof PeopleScript>

export type ScriptedRole = 'rep' | 'manager' | 'executive' | 'on-call'
export type FullBehaviour = Required<Behaviour>

const standard: FullBehaviour = {
  haveIt: 0.7, passOn: 0.1, fromMinutes: 0.5, withinMinutes: 12, claims: 0.5, claimsWithinMinutes: 25, approves: 0.8, rejects: 0.15,
  decidesWithinMinutes: 120, closesAfterDays: [1, 12], hours: { ...standardHours, from: '08:00', to: '18:00' },
}
const standardOfRole: Record<ScriptedRole, Behaviour> = {
  rep: {},
  manager: { haveIt: 0.9, passOn: 0.02, withinMinutes: 8 },
  executive: { haveIt: 0.3, passOn: 0.3 },
  'on-call': { haveIt: 0.95, passOn: 0, withinMinutes: 4, hours: 'always' },
}

/** Tells how a person behaves in a role. The most particular entry that says something wins. */
export function createBehaviourOf(script: PeopleScript): (person: { id: string; email: string; name: string }, role: ScriptedRole) => FullBehaviour {
  const known = new Map<string, FullBehaviour>()
  return (person, role) => {
    const key = `${role}:${person.id}`
    const found = known.get(key)
    if (found) return found
    const { everybody, roles, people } = script
    const own = people?.[person.id] ?? people?.[person.email] ?? people?.[person.name]
    const made: FullBehaviour = { ...standard, ...standardOfRole[role], ...everybody, ...roles?.[role], ...own }
    known.set(key, made)
    return made
  }
}
