import type { LoopItem, StepContext } from '../sdk/context'
import type { Json, JsonObject } from '../sdk/json'

/**
 * What a text of this step may name: the record's fields, values set earlier, outputs, the event, the item of the round,
 * and `more`. Values, outputs and the event are read only when the text names them.
 */
export function textScope(context: StepContext, more: JsonObject = {}): JsonObject {
  return {
    ...context.record,
    ...(context.item && { item: itemScope(context.item) }),
    get event() {
      return context.event.data
    },
    get vars() {
      return context.vars
    },
    get outputs() {
      return context.outputs
    },
    ...more,
  }
}

/** An item's fields by their names, and beside them the item as it is, its place counted from 1, and how many there are. */
function itemScope({ index, count, value }: LoopItem): JsonObject {
  return { ...(isObject(value) ? value : {}), value, number: index + 1, count }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
