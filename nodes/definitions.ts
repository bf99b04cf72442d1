import type { NodeDefinition } from './sdk/define-node'
import { awaitAck } from './library/await-ack/definition'
import { branch } from './library/branch/definition'
import { end } from './library/end/definition'
import { eventTrigger } from './library/event-trigger/definition'
import { notify } from './library/notify/definition'
import { onCall } from './library/on-call/definition'
import { queue } from './library/queue/definition'
import { route } from './library/route/definition'
import { set } from './library/set/definition'
import { updateRecord } from './library/update-record/definition'
import { wait } from './library/wait/definition'
import { workItem } from './library/work-item/definition'

/** Every node type of the library; the palette, forms, compiler, worker and docs all read this. */
const definitions = {
  'event-trigger': eventTrigger,
  branch,
  route,
  queue,
  'await-ack': awaitAck,
  wait,
  notify,
  'on-call': onCall,
  'work-item': workItem,
  'update-record': updateRecord,
  set,
  end,
} satisfies Record<string, NodeDefinition>

export type NodeType = keyof typeof definitions

/** Node types by name, as the compiler and the editor take them: the library and whatever custom nodes were found. */
export type NodeRegistry = Readonly<Record<string, NodeDefinition>>

export const library: NodeRegistry = definitions
