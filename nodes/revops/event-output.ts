import type { JsonObject } from '../sdk/json'
import type { ArrivedEvent } from '../sdk/services'

/** What later steps may use of an event that a wait was answered by, whether it came before the wait or after. */
export function eventOutput(event: ArrivedEvent): JsonObject {
  return { eventId: event.id, type: event.type, occurredAt: new Date(event.occurredAt).toISOString(), receivedAt: new Date(event.receivedAt).toISOString(), data: event.data }
}
