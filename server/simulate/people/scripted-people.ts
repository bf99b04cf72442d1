import type { Random } from '#engine/simulate/random'
import { addBusinessTime } from '#nodes/revops/business-time'
import { answerOffer } from '../../acks/answer-offer'
import { answerApproval } from '../../approvals/answer-approval'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { AppError } from '../../errors/app-error'
import { claimItem } from '../../work-items/claim-item'
import type { Simulation } from '../create-simulation'
import type { Trace } from '../trace/trace'
import { createBehaviourOf, type FullBehaviour, type PeopleScript, type ScriptedRole } from './behaviour'
import { createCloseLead } from './close-lead'

export interface ScriptedPeople {
  /** A message about a run has reached somebody. */
  told(personId: string, runId: string): void
  /** Has people take up what has reached them since the last look; true when there was something. */
  look(): boolean
  /** Until then this person does nothing, and nobody knows. */
  silence(personId: string, until: number): void
  /** From now on nobody answers by themselves: the canvas answers for them. */
  rest(): void
}

interface Person {
  id: string
  email: string
  name: string
  role: 'rep' | 'manager' | 'executive'
  /** Who signs in as this person. */
  userId: string | null
}

interface NewAssignment {
  at: number
  id: string
  personId: string
  leadId: string
  state: string
  isFromQueue: number
}

const minuteMs = 60_000
const dayMs = 86_400_000

/**
 * People who do what their script says: answer offers that have reached them, claim what stands in the queues that they
 * watch, and work off what they took. They use the same verbs as the pages do. Each draws from a row of numbers of
 * their own, so that one person's script does not move what another one does.
 */
export function createScriptedPeople(input: {
  db: Database
  writer: Writer
  random: Random
  script: PeopleScript
  trace: Trace
  simulation(): Pick<Simulation, 'now' | 'at'>
}): ScriptedPeople {
  const { db, writer, random, script, trace, simulation } = input
  const behaviourOf = createBehaviourOf(script)
  const closeLead = createCloseLead(db)
  const draws = new Map<string, Random>()
  const asked = new Set<string>()
  let isResting = false

  const { $client } = db
  const findPerson = $client.prepare('select id, email, name, role, user_id as userId from reps where id = ?')
  const findOffer = $client.prepare(`select id, subject_id as leadId, explanation like '{"onDuty"%' as onDuty from assignments where run_id = ? and +rep_id = ? and state = 'offered'`)
  const stateOfOffer = $client.prepare('select state from assignments where id = ?').pluck()
  // What was offered from a queue, or given by hand, reached its person on the pages.
  const newAssignments = $client.prepare(`select rowid as at, id, rep_id as personId, subject_id as leadId, state, queue_item_id is not null as isFromQueue from assignments where rowid > ? order by rowid`)
  const lastAssignment = $client.prepare('select max(rowid) from assignments').pluck()
  const newItems = $client.prepare(`select rowid as at, id, kind, queue_id as queueId, assignee_id as assigneeId, subject_id as leadId from work_items where rowid > ? order by rowid`)
  const isOpenItem = $client.prepare(`select state = 'open' from work_items where id = ?`).pluck()
  const lastItem = $client.prepare('select max(rowid) from work_items').pluck()
  const watchersOf = $client.prepare('select reps.id, email, name, role, user_id as userId from queue_watchers join reps on reps.id = queue_watchers.rep_id where queue_id = ? and active = 1 and deleted_at is null order by reps.id')
  // Written as in the partial index over live rows, so that SQLite uses it.
  const liveOf = $client.prepare(`select id from assignments where subject_type = 'lead' and subject_id = ? and state in ('offered', 'accepted') and state = 'accepted'`).pluck()
  let seenItem = (lastItem.get() as number | null) ?? 0
  let seenAssignment = (lastAssignment.get() as number | null) ?? 0
  const silentUntil = new Map<string, number>()
  const isSilent = (personId: string) => isResting || (silentUntil.get(personId) ?? 0) > simulation().now()

  function draw(id: string): Random {
    const known = draws.get(id)
    if (known) return known
    const made = random.fork(id)
    draws.set(id, made)
    return made
  }

  function later(behaviour: FullBehaviour, fromMinutes: number, withinMinutes: number, own: Random): number {
    const { now } = simulation()
    const delay = Math.round((fromMinutes + own.next() * Math.max(0, withinMinutes - fromMinutes)) * minuteMs)
    return behaviour.hours === 'always' ? now() + delay : addBusinessTime(now(), delay, behaviour.hours)
  }

  function answerLater(person: Person, role: ScriptedRole, offer: { id: string; leadId: string }): void {
    const behaviour = behaviourOf(person, role)
    const own = draw(person.id)
    const roll = own.next()
    const at = later(behaviour, behaviour.fromMinutes, behaviour.withinMinutes, own)
    const closesIn = own.next()
    if (roll >= behaviour.haveIt + behaviour.passOn) return
    const answer = roll < behaviour.haveIt ? 'have-it' : 'pass-on'
    simulation().at(at, async () => {
      if (isSilent(person.id)) return
      const isOpen = stateOfOffer.get(offer.id) === 'offered'
      if (isOpen) await writer.write((tx) => answerOffer(tx, { assignmentId: offer.id, answer }, simulation().now()))
      trace.answered({ person, act: answer, leadId: offer.leadId, result: isOpen ? 'done' : 'too-late' })
      if (isOpen && answer === 'have-it') workOff(person, role, offer.leadId, closesIn)
    })
  }

  function claimLater(person: Person, item: { id: string; leadId: string }): void {
    const behaviour = behaviourOf(person, person.role)
    const own = draw(`${person.id}/queue`)
    const isWanted = own.isTrue(behaviour.claims)
    const at = later(behaviour, 0, behaviour.claimsWithinMinutes, own)
    if (!isWanted) return
    simulation().at(at, async () => {
      if (isSilent(person.id)) return
      try {
        await writer.write((tx) => claimItem(tx, { itemId: item.id, repId: person.id, actor: { kind: 'rep', id: person.id } }, simulation().now()))
        trace.answered({ person, act: 'claim', leadId: item.leadId, result: 'done' })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        trace.answered({ person, act: 'claim', leadId: item.leadId, result: 'too-late' })
      }
    })
  }

  function decideLater(person: Person, item: { id: string; leadId: string }): void {
    const behaviour = behaviourOf(person, person.role)
    const own = draw(`${person.id}/approvals`)
    const roll = own.next()
    const at = later(behaviour, 0, behaviour.decidesWithinMinutes, own)
    if (roll >= behaviour.approves + behaviour.rejects) return
    const answer = roll < behaviour.approves ? 'approve' : 'reject'
    simulation().at(at, async () => {
      if (isSilent(person.id)) return
      const isOpen = isOpenItem.get(item.id) === 1
      const user = { id: person.userId ?? person.id, name: person.name, email: person.email, role: 'rep' as const }
      if (isOpen) await writer.write((tx) => answerApproval(tx, { itemId: item.id, answer, user }, simulation().now()))
      trace.answered({ person, act: answer, leadId: item.leadId, result: isOpen ? 'done' : 'too-late' })
    })
  }

  /** Room comes back with time, as it does when people close what they took. */
  function workOff(person: Person, role: ScriptedRole, leadId: string, share: number): void {
    const { closesAfterDays } = behaviourOf(person, role)
    const assignmentId = liveOf.get(leadId) as string | undefined
    if (!closesAfterDays || !assignmentId) return
    const [least, most] = closesAfterDays
    const after = Math.round((least + share * Math.max(0, most - least)) * dayMs)
    simulation().at(simulation().now() + after, async () => {
      const isClosed = await writer.write(() => closeLead({ assignmentId, leadId }, simulation().now()))
      if (isClosed) trace.answered({ person, act: 'close', leadId, result: 'done' })
    })
  }

  /** Whom messages have reached since the last look, each once, however many channels brought the same. */
  const reached = new Map<string, { personId: string; runId: string }>()

  function takeUp({ personId, runId }: { personId: string; runId: string }): void {
    const offer = findOffer.get(runId, personId) as { id: string; leadId: string; onDuty: number | null } | undefined
    if (!offer || asked.has(offer.id)) return
    asked.add(offer.id)
    const person = findPerson.get(personId) as Person
    answerLater(person, offer.onDuty ? 'on-call' : person.role, offer)
  }

  /** Leads that came to somebody other than by a message of a run: offered from a queue, claimed, or handed over. */
  function takeUpNew({ id, personId, leadId, state, isFromQueue }: NewAssignment): void {
    if (isResting) return
    const person = findPerson.get(personId) as Person
    if (state === 'accepted') workOff(person, person.role, leadId, draw(`${personId}/work`).next())
    else if (isFromQueue) answerLater(person, person.role, { id, leadId })
  }

  return {
    told(personId, runId) {
      if (!isResting) reached.set(`${runId}:${personId}`, { personId, runId })
    },
    look() {
      const isReached = reached.size > 0
      for (const each of reached.values()) takeUp(each)
      reached.clear()
      const assigned = newAssignments.all(seenAssignment) as NewAssignment[]
      for (const each of assigned) {
        seenAssignment = each.at
        takeUpNew(each)
      }
      const items = newItems.all(seenItem) as { at: number; id: string; kind: string; queueId: string | null; assigneeId: string | null; leadId: string | null }[]
      for (const item of items) {
        seenItem = item.at
        if (isResting || !item.leadId) continue
        const asked = item.kind === 'approval' && item.assigneeId ? (findPerson.get(item.assigneeId) as Person | undefined) : undefined
        if (asked) decideLater(asked, { id: item.id, leadId: item.leadId })
        if (item.kind !== 'claim' || !item.queueId) continue
        for (const watcher of watchersOf.all(item.queueId) as Person[]) claimLater(watcher, { id: item.id, leadId: item.leadId })
      }
      return isReached || items.length > 0 || assigned.length > 0
    },
    silence: (personId, until) => void silentUntil.set(personId, until),
    rest() {
      isResting = true
    },
  }
}
