import type { NodeDefinition } from './sdk/define-node'
import { addNote } from './library/add-note/definition'
import { approval } from './library/approval/definition'
import { awaitAck } from './library/await-ack/definition'
import { awaitEvent } from './library/await-event/definition'
import { branch } from './library/branch/definition'
import { checkHandOver } from './library/check-hand-over/definition'
import { end } from './library/end/definition'
import { eventTrigger } from './library/event-trigger/definition'
import { manualTrigger } from './library/manual-trigger/definition'
import { dateTrigger } from './library/date-trigger/definition'
import { forEach } from './library/for-each/definition'
import { fork } from './library/fork/definition'
import { httpRequest } from './library/http-request/definition'
import { isThere } from './library/is-there/definition'
import { join } from './library/join/definition'
import { notify } from './library/notify/definition'
import { onCall } from './library/on-call/definition'
import { queue } from './library/queue/definition'
import { redistribute } from './library/redistribute/definition'
import { recordChangedTrigger } from './library/record-changed-trigger/definition'
import { repeat } from './library/repeat/definition'
import { route } from './library/route/definition'
import { scheduleTrigger } from './library/schedule-trigger/definition'
import { sendMessage } from './library/send-message/definition'
import { set } from './library/set/definition'
import { silenceTrigger } from './library/silence-trigger/definition'
import { split } from './library/split/definition'
import { subFlow } from './library/sub-flow/definition'
import { switchNode } from './library/switch/definition'
import { updateRecord } from './library/update-record/definition'
import { wait } from './library/wait/definition'
import { webhookTrigger } from './library/webhook-trigger/definition'
import { workItem } from './library/work-item/definition'

/** Every node type of the library; the palette, forms, compiler, worker and docs all read this. */
const definitions = {
  'event-trigger': eventTrigger,
  'record-changed-trigger': recordChangedTrigger,
  'webhook-trigger': webhookTrigger,
  'silence-trigger': silenceTrigger,
  'date-trigger': dateTrigger,
  'schedule-trigger': scheduleTrigger,
  'manual-trigger': manualTrigger,
  branch,
  switch: switchNode,
  split,
  'is-there': isThere,
  route,
  redistribute,
  'check-hand-over': checkHandOver,
  queue,
  'await-ack': awaitAck,
  wait,
  'await-event': awaitEvent,
  'send-message': sendMessage,
  notify,
  'on-call': onCall,
  approval,
  'work-item': workItem,
  'update-record': updateRecord,
  'add-note': addNote,
  'http-request': httpRequest,
  set,
  fork,
  join,
  'for-each': forEach,
  repeat,
  'sub-flow': subFlow,
  end,
} satisfies Record<string, NodeDefinition>

export type NodeType = keyof typeof definitions

/** Node types by name, as the compiler and the editor take them: the library and whatever custom nodes were found. */
export type NodeRegistry = Readonly<Record<string, NodeDefinition>>

export const library: NodeRegistry = definitions
