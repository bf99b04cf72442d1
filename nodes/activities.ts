import { awaitAcknowledgement } from './library/await-ack/activity'
import { runBranch } from './library/branch/run'
import { notifyPeople } from './library/notify/activity'
import { runOnCall } from './library/on-call/activity'
import { runQueue } from './library/queue/activity'
import { runRoute } from './library/route/activity'
import { runSet } from './library/set/run'
import { runUpdateRecord } from './library/update-record/activity'
import { runWait } from './library/wait/run'
import { runWorkItem } from './library/work-item/activity'
import type { NodeHandler } from './sdk/handlers'
import type { NodeType } from './definitions'

/** What runs behind each node type. Triggers and ends need nothing: the plan alone moves through them. */
export const handlers = {
  branch: { kind: 'branch', run: runBranch },
  set: { kind: 'branch', run: runSet },
  wait: { kind: 'sleep', run: runWait },
  'await-ack': { kind: 'await', wait: awaitAcknowledgement },
  route: { kind: 'records', run: runRoute },
  'on-call': { kind: 'records', run: runOnCall },
  queue: { kind: 'records', run: runQueue },
  'work-item': { kind: 'records', run: runWorkItem },
  'update-record': { kind: 'records', run: runUpdateRecord },
  notify: { kind: 'effect', effect: notifyPeople },
} satisfies Record<Exclude<NodeType, 'event-trigger' | 'end'>, NodeHandler>

/** Handlers by node type, as the worker and the simulator take them. */
export type HandlerRegistry = Readonly<Record<string, NodeHandler>>
