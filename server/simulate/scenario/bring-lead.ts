import { library, type NodeRegistry } from '#nodes/definitions'
import type { FlowDocument } from '#engine/graph/flow'
import { leadFields } from '#nodes/revops/fields'
import type { JsonObject } from '#nodes/sdk/json'
import { createAddAudit } from '../../audit/add-audit'
import type { ReceivedEvent } from '../../events/receive-event'
import { createChangeLead } from '../../leads/change-lead'
import { createReadLead } from '../../leads/read-lead'
import { startByHand } from '../../runs/start-by-hand'
import type { OpenSimulation } from '../open-simulation'
import { bringOwnEvent, isOwnEvent } from './bring-own-event'
import type { Scenario } from './scenario'

const actor = { kind: 'system', id: 'simulation' } as const
const writable = leadFields.filter((field) => field.writable).map((field) => field.path)

/**
 * Brings the lead of a scenario into a simulated world, and then what is heard of it, each as often as it comes. A flow that
 * only people start is started by hand. The first answer of the door is handed back.
 */
export async function bringLead(
  simulation: Pick<OpenSimulation, 'world' | 'receive' | 'now'>,
  { lead, event, times }: Pick<Scenario, 'lead' | 'event' | 'times'>,
  flow: FlowDocument,
  registry: NodeRegistry = library,
): Promise<ReceivedEvent | undefined> {
  const { world, receive, now } = simulation
  const { db, writer, flowId } = world
  let first: ReceivedEvent | undefined
  const isAboutLater = event !== undefined && event.type !== 'lead.received'
  for (let count = 0; count < (isAboutLater ? 1 : times); count += 1) {
    const received = await receive({ type: 'lead.received', externalId: 'example', data: lead as JsonObject })
    first ??= received
  }
  const leadId = first?.subjectId
  if (!leadId) return first

  if (isAboutLater && isOwnEvent(event.type)) {
    await bringOwnEvent(simulation, { type: event.type, leadId })
  } else if (isAboutLater && event.type === 'lead.updated') {
    const changeLead = createChangeLead(db, createReadLead(db), createAddAudit(db))
    const changes = Object.fromEntries(Object.entries(event.data).map(([key, value]) => [`lead.${key}`, value]).filter(([path]) => writable.includes(String(path)))) as JsonObject
    await writer.write(() => changeLead({ leadId, changes, actor }, now()))
  } else if (isAboutLater) {
    for (let count = 0; count < times; count += 1) await receive({ type: event.type, externalId: 'example-event', lead: leadId, data: event.data as JsonObject })
  }
  if (isByHand(flow, registry)) await writer.write((tx) => startByHand(tx, { flowId, leadId, idempotencyKey: 'example', actor }, now()))
  return first
}

function isByHand({ nodes }: FlowDocument, registry: NodeRegistry): boolean {
  return nodes.some(({ type, params }) => {
    const definition = registry[type]
    const parsed = definition?.startsOn && definition.params.safeParse(params)
    return parsed?.success === true && [definition?.startsOn?.(parsed.data) ?? []].flat().some(({ on }) => on === 'manual')
  })
}
