/** A trigger of a published version. */
export interface Trigger {
  flowId: string
  versionId: string
  eventType: string
}

/** What arrived, as far as matching looks at it. */
export interface ArrivedEvent {
  id: string
  type: string
  subject: { type: string; id: string }
}

/** A run that the event starts. The same event never makes two of one flow: the key is unique with flow and subject. */
export interface MatchedRun {
  flowId: string
  versionId: string
  subjectType: string
  subjectId: string
  dedupeKey: string
  eventId: string
}

/** Which flows the event starts, in the order of the triggers given. */
export function matchTriggers(event: ArrivedEvent, triggers: Trigger[]): MatchedRun[] {
  return triggers
    .filter((trigger) => trigger.eventType === event.type)
    .map(({ flowId, versionId }) => ({
      flowId, versionId, subjectType: event.subject.type, subjectId: event.subject.id, dedupeKey: event.id, eventId: event.id,
    }))
}
