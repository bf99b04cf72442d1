import type { StepContext } from '../sdk/context'
import type { JsonObject } from '../sdk/json'

/** What a text of this step may name: the record's fields, values set earlier, outputs, the event, and `more`. */
export function textScope(context: StepContext, more: JsonObject = {}): JsonObject {
  return { ...context.record, vars: context.vars, outputs: context.outputs, event: context.event.data, ...more }
}
