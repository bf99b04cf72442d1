import type { BusinessHours } from '../revops/business-time'
import type { RuleGroup } from '../revops/condition'
import type { Candidate } from '../revops/candidate'
import type { ContactChannel, Purpose } from '../revops/gate/channels'
import type { GateDecision, TouchWish } from '../revops/gate/decide-touch'
import type { RankedOwner } from '../revops/ranking'
import type { SourceView } from '../revops/source-rule'
import type { OwnedLead } from '../revops/redistribute'
import type { Subject } from './context'
import type { WaitKey } from './wait-key'
import type { JsonObject } from './json'

/*
 * What a node may do, by noun. Everything here happens inside the step's own transaction, so it is either all done
 * together with the step's recorded outcome or not at all. Talking to the outside is an effect's business (effect.ts).
 */

export interface RecordsService {
  /** Sets fields of the record; unknown fields throw a NodeError. Audited with the run as the actor. */
  update(subject: Subject, changes: JsonObject): void
  /** Leads that fit the condition, oldest first, at most `limit` of them and one more when there are too many. */
  find(condition: RuleGroup, limit: number): { subject: Subject; fields: JsonObject }[]
}

export interface ArrivedEvent {
  id: string
  type: string
  occurredAt: number
  receivedAt: number
  data: JsonObject
}

export interface EventsService {
  /** The keys under which an event of this type answers a wait: about this subject, or with this value in one of its fields. */
  keyFor(type: string, about: { subject: Subject } | { field: string; value: string }): string
  /** The oldest event since `since` that would have answered one of these keys, and that no wait of this run has taken. */
  lookBack(runId: string, keys: WaitKey[], since: number): { event: ArrivedEvent; key: WaitKey } | undefined
}

export interface RunsService {
  /** Starts the published version of a flow for a subject, once per parent step; or says why it cannot. */
  startSubflow(input: { flowId: string; subject: Subject; parent: { runId: string; nodeId: string; visit: number } }): { runId: string } | { refused: string }
  /** Stops the run that this step has started, if it is still under way. */
  stopSubflow(parent: { runId: string; nodeId: string; visit: number }): void
  /** The key under which the end of a run answers a wait: by `done` or `failed`. */
  endKey(runId: string): string
}

export interface ApprovalsService {
  /** Asks each of these people, once per step: a work item each. `need` yes answers make a yes, once that cannot be reached any more it is a no. */
  ask(input: { runId: string; nodeId: string; visit: number; people: string[]; need: number; title: string; detail: string; subject: Subject; dueAt: number }): void
  /** The key under which the decision answers the wait: by `approved` or `rejected`. */
  key(step: { runId: string; nodeId: string; visit: number }): string
  /** Takes the questions back that nobody answered. */
  close(step: { runId: string; nodeId: string; visit: number }): void
}

export interface NotesService {
  add(input: { subject: Subject; runId: string; text: string }): { noteId: string }
}

export interface CalendarService {
  /** The workspace's working time: when business hours are, and which days are holidays. */
  businessHours(): BusinessHours
}

export interface RosterService {
  /** Everyone on the team with the room and the absences of this instant, in no order. */
  candidates(teamId: string, now: number): Candidate[]
  /** How many leads each of the team was offered since this instant, by id; who had none is missing. */
  countOffers(teamId: string, since: number): Record<string, number>
  /** Whoever has another inquiry of the same person that is not over, or is asked to take one; of several the newest, owners first. */
  ownerOfPerson(subject: Subject, now: number): Candidate | undefined
  /** The person on duty at this instant; undefined when the rota has a hole, or is not there any more. */
  onDuty(rotaId: string, now: number): Candidate | undefined
  /** Managers of the team that the rota belongs to, here or not, in a fixed order; also of a rota that was deleted. */
  managersOfRota(rotaId: string, now: number): Candidate[]
  /** Whom this person reports to, here or not. */
  managerAbove(repId: string, now: number): Candidate | undefined
  /** One person with their room and absences of this instant; undefined for somebody removed. */
  candidate(repId: string, now: number): Candidate | undefined
  /** Names and addresses of the roles around a lead: its live assignee, their manager, the executives. */
  find(repId: string): PersonView | undefined
  managerOf(repId: string): PersonView | undefined
  executives(): PersonView[]
}

export interface SourcesService {
  /** The source that a lead is from, with its rule; undefined where the subject is no lead. */
  of(subject: Subject): SourceView | undefined
  /** Puts before people that a source's leads do not go where they should; once while that is open. */
  report(source: Pick<SourceView, 'id' | 'name'>, problem: 'team-gone' | 'no-default'): void
}

export interface PersonView {
  id: string
  name: string
  email: string
  active: boolean
  /** Connections through which this person is reached, if any; their addresses are secrets that only the provider reads. */
  webhookId: string | null
  slackId: string | null
}

export interface AssignmentView {
  id: string
  repId: string
  repName: string
  level: string
  state: 'offered' | 'accepted' | 'declined' | 'expired' | 'released'
}

export interface AssignmentsService {
  /**
   * Offers the subject to a rep and holds room for it in this same transaction. The caller has ranked with today's
   * room; a rep without room, or a subject that already has a live assignment of another rep, throws a bug.
   */
  offer(input: { subject: Subject; owner: RankedOwner; level: string; runId: string; explanation: JsonObject }): AssignmentView
  /** The offered or accepted assignment of the subject. */
  live(subject: Subject): AssignmentView | undefined
  /** The newest assignment that this run has made. */
  askedLast(runId: string): AssignmentView | undefined
  /** The newest offer of this run, if it was passed on and no wait has heard of that yet. Heard once. */
  hearDecline(runId: string): AssignmentView | undefined
  /** Reps that this run has asked already. */
  asked(runId: string): string[]
  /**
   * Ends a live offer that nobody answered, and gives its room back. Does nothing when it was answered. `unanswered`: its whole time was there; a rep who
   * lets that happen more than twice on one day, as days are where the rep is, is doubted to be there, and the manager is told.
   */
  expire(subject: Subject, why?: 'unanswered'): void
}

export interface HandOversService {
  /**
   * Leads that this person had, and that have gone from them since: who has each now, and where nobody does, whether it is offered to somebody or people are
   * asked to see to it.
   */
  since(repId: string, since: number): { id: string; name: string; owner: string | null; isHeld: boolean }[]
  /** Somebody's leads that there is still something to do about, and who could take them over. Undefined where the person is not known. */
  standingOf(repId: string): { person: Candidate; backupId: string | null; leads: OwnedLead[]; candidates: Candidate[] } | undefined
  /**
   * A lead of one person becomes another's at once, with what there is to do about it; both histories are kept, and the new owner is told. The caller
   * has ranked with today's room. False, and nothing is done, when the lead is not the first one's any more or is over.
   */
  give(input: { leadId: string; fromId: string; to: RankedOwner; explanation: JsonObject }): boolean
}

export interface QueuesService {
  /** Puts the subject in a queue for somebody to claim. Once per run and queue. */
  put(input: { queueId: string; subject: Subject; runId: string; dueAt: number; title: string }): { workItemId: string }
  find(queueId: string): { id: string; name: string; watchers: PersonView[] } | undefined
  /** Who watches the queues in which this run has put its subject. */
  watchersOf(runId: string): PersonView[]
  /** Revenue operations, for what belongs to no queue: who watches the default pool's queue, or, where it has none, the one that most people watch. */
  watchersOfDefault(): PersonView[]
}

export interface WorkItemsService {
  /** Something a person must do. Unique per `openKey` while open: a second call returns the first one's id. */
  create(input: { kind: string; title: string; detail: string; subject?: Subject; runId?: string; assignee?: string; queueId?: string; dueAt: number; openKey: string }): string
}

export interface LinksService {
  /** A signed link that expires, with which the rep answers the subject's live offer. */
  acknowledgement(assignmentId: string, expiresAt: number): string
  /** The page of a work item for signed-in people. */
  workItem(workItemId: string): string
  /** The page of a run. */
  run(runId: string): string
  /** The page on which signed-in people see what is theirs. */
  mine(): string
  /** The page on which a person outside says no to such messages, without signing in. It works for as long as the message is kept. */
  unsubscribe(of: { contactId: string; channel: ContactChannel; purpose: Purpose }): string
  /** A link that leads to this address by us, so that following it becomes an event about the lead. `key`: the ledger's key of the message. */
  click(of: { leadId: string; key: string; address: string }): string
}

export interface OutsideContact {
  id: string
  name: string | null
  email: string | null
  phone: string | null
}

export interface ContactGateService {
  /** The person who has made this inquiry; undefined where the subject is no lead. */
  contactOf(subject: Subject): string | undefined
  /**
   * Asks whether a message may go to a person now. The answer is kept; a message that may go counts from now on, so the caller must send it. `key`: the ledger's key of
   * the message. No contact: there is no such person any more. `isFirst`: nothing has gone to them by this channel before.
   */
  pass(input: { key: string; contactId: string; wish: TouchWish }): { decision: GateDecision; contact?: OutsideContact; isFirst?: boolean }
}

/** What a message template says from one of its versions on. */
export interface MessageTemplateView {
  name: string
  number: number
  channel: 'email' | 'sms'
  purpose: Purpose
  subject: string
  /** Markdown for an e-mail. */
  body: string
  tracksClicks: boolean
}

export interface MessageTemplatesService {
  /** The newest version that was there at this instant, also of a template that is deleted by now; undefined where there is none. */
  asOf(id: string, at: number): MessageTemplateView | undefined
}

/** All services, handed to a record node's handler. */
export interface Services {
  records: RecordsService
  roster: RosterService
  sources: SourcesService
  assignments: AssignmentsService
  handOvers: HandOversService
  queues: QueuesService
  workItems: WorkItemsService
  links: LinksService
  events: EventsService
  runs: RunsService
  approvals: ApprovalsService
  notes: NotesService
  calendar: CalendarService
  contactGate: ContactGateService
  messageTemplates: MessageTemplatesService
}
