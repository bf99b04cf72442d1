import type { JsonObject } from '#nodes/sdk/json'
import type { Services } from '#nodes/sdk/services'
import { createApprovalsService } from '../approvals/approvals-service'
import { makeAckToken } from '../acks/ack-token'
import { createAssignmentsService } from '../assignments/assignments-service'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { createCalendarService } from '../calendar/calendar-service'
import { makeUnsubscribeToken } from '../consent/unsubscribe-token'
import { createGateService } from '../contact-gate/gate-service'
import type { Database } from '../db/open-database'
import { createEventsService } from '../events/events-service'
import { makeClickToken } from '../message-templates/click-token'
import { createMessageTemplatesService } from '../message-templates/find-template'
import { createRecordsService } from '../leads/records-service'
import { createHandOversService } from '../roster/hand-overs-service'
import { createNotesService } from '../notes/notes-service'
import { createRosterService } from '../roster/roster-service'
import type { SecretBox } from '../secrets/secret-box'
import { createSourcesService } from '../sources/sources-service'
import { createRunsService } from './runs-service'
import { openWorkItem } from '../work-items/open-work-item'
import { createQueuesService } from '../work-items/queues-service'

export interface ServiceDeps {
  db: Database
  box: SecretBox
  /** Where this installation is reached from outside, without a slash at its end. */
  publicUrl: string
  readLead(leadId: string): JsonObject | undefined
}

/** What nodes may do, over this database. Statements are prepared once; actor and instant come with each step. */
export function createServices({ db, box, publicUrl, readLead }: ServiceDeps): (actor: Actor, now: number) => Services {
  const addAudit = createAddAudit(db)
  const roster = createRosterService(db)
  const assignments = createAssignmentsService(db, addAudit)
  const sources = createSourcesService(db)
  const queues = createQueuesService(db, addAudit)
  const records = createRecordsService(db, readLead, addAudit)
  const events = createEventsService(db)
  const runs = createRunsService(db)
  const approvals = createApprovalsService(db, addAudit)
  const notes = createNotesService(db, addAudit)
  const calendar = createCalendarService(db)
  const handOvers = createHandOversService(db)
  const contactGate = createGateService(db)
  const messageTemplates = createMessageTemplatesService(db)
  const links: Services['links'] = {
    acknowledgement: (assignmentId, expiresAt) => `${publicUrl}/a/${makeAckToken(box, assignmentId, expiresAt)}`,
    workItem: (workItemId) => `${publicUrl}/work#${workItemId}`,
    run: (runId) => `${publicUrl}/runs/${runId}`,
    mine: () => `${publicUrl}/mine`,
    click: (of) => `${publicUrl}/c/${makeClickToken(box, of)}`,
    unsubscribe: (of) => `${publicUrl}/u/${makeUnsubscribeToken(box, of)}`,
  }
  return (actor, now) => ({
    roster,
    links,
    calendar,
    sources: sources(now),
    approvals: approvals(actor, now),
    notes: notes(actor, now),
    handOvers: handOvers(actor, now),
    assignments: assignments(actor, now),
    queues: queues(actor, now),
    records: records(actor, now),
    runs: runs(now),
    events: events(now),
    contactGate: contactGate(now),
    messageTemplates,
    workItems: {
      create: ({ kind, title, detail, subject, runId, assignee, queueId, dueAt, openKey }) => {
        if (kind !== 'task') throw new Error(`services.workItems: nodes make tasks, not ${kind}`)
        return openWorkItem(
          db,
          {
            kind, title, detail, dueAt, openKey,
            ...(subject && { subjectType: subject.type, subjectId: subject.id }),
            ...(runId && { runId }), ...(assignee && { assigneeId: assignee }), ...(queueId && { queueId }),
          },
          now,
        )
      },
    },
  })
}
