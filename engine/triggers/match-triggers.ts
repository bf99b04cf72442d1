import { evaluate } from '#nodes/revops/evaluate-condition'
import { writeField } from '#nodes/revops/write-field'
import type { JsonObject } from '#nodes/sdk/json'
import type { StartSpec } from '#nodes/sdk/start-spec'

/** A trigger of a published version. */
export interface Trigger {
  flowId: string
  versionId: string
  spec: StartSpec
}

/** What arrived, as far as matching looks at it. */
export interface ArrivedAtTriggers {
  type: string
  sourceId: string
  /** What each field that it changed held before, by its path, where it is a change of a record. */
  before: JsonObject
}

/** A trigger that an event fits. */
export interface MatchedTrigger extends Trigger {
  spec: Extract<StartSpec, { on: 'event' }>
}

/** Which of the triggers the event fits, in their order. Everything that a trigger asks must fit; `record` is as it stands now. */
export function matchTriggers(event: ArrivedAtTriggers, triggers: Trigger[], record: () => JsonObject): MatchedTrigger[] {
  return triggers.flatMap(({ flowId, versionId, spec }) => (spec.on === 'event' && fits(spec, event, record) ? [{ flowId, versionId, spec }] : []))
}

function fits({ event: type, source, fields, condition, crossing }: MatchedTrigger['spec'], event: ArrivedAtTriggers, record: () => JsonObject): boolean {
  if (type !== event.type) return false
  if (source !== undefined && source !== event.sourceId) return false
  if (fields !== undefined && fields.length > 0 && !fields.some((field) => Object.hasOwn(event.before, field))) return false
  if (condition === undefined || condition.rules.length === 0) return true
  return evaluate(condition, record()).passed && !(crossing && evaluate(condition, recordBefore(record(), event.before)).passed)
}

/** The record as it stood before these fields changed. */
function recordBefore(record: JsonObject, before: JsonObject): JsonObject {
  return Object.entries(before).reduce((whole, [path, value]) => writeField(whole, path, value), record)
}
