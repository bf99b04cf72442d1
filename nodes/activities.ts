import { runAddNote } from './library/add-note/activity'
import { askForApproval } from './library/approval/activity'
import { awaitAcknowledgement } from './library/await-ack/activity'
import { waitForEvent } from './library/await-event/activity'
import { runBranch } from './library/branch/run'
import { runCheckHandOver } from './library/check-hand-over/activity'
import { listItems } from './library/for-each/activity'
import { sendHttpRequest } from './library/http-request/activity'
import { runIsThere } from './library/is-there/activity'
import { notifyPeople } from './library/notify/activity'
import { runOnCall } from './library/on-call/activity'
import { runQueue } from './library/queue/activity'
import { runRedistribute } from './library/redistribute/activity'
import { runRoute } from './library/route/activity'
import { sendToLead } from './library/send-message/activity'
import { runSet } from './library/set/run'
import { runSplit } from './library/split/run'
import { runSubFlow } from './library/sub-flow/activity'
import { runSwitch } from './library/switch/run'
import { runUpdateRecord } from './library/update-record/activity'
import { waitForTime } from './library/wait/activity'
import { runWorkItem } from './library/work-item/activity'
import type { NodeHandler } from './sdk/handlers'
import type { NodeType } from './definitions'

/** What runs behind each node type. Triggers, ends, forks, joins and repeats need nothing: the plan alone moves through them. */
export const handlers = {
  branch: { kind: 'branch', run: runBranch },
  switch: { kind: 'branch', run: runSwitch },
  split: { kind: 'branch', run: runSplit },
  set: { kind: 'branch', run: runSet },
  wait: { kind: 'await', wait: waitForTime },
  'await-ack': { kind: 'await', wait: awaitAcknowledgement },
  'await-event': { kind: 'await', wait: waitForEvent },
  approval: { kind: 'await', wait: askForApproval },
  'sub-flow': { kind: 'await', wait: runSubFlow },
  'for-each': { kind: 'list', list: listItems },
  route: { kind: 'records', run: runRoute },
  'is-there': { kind: 'records', run: runIsThere },
  'check-hand-over': { kind: 'records', run: runCheckHandOver },
  redistribute: { kind: 'records', run: runRedistribute },
  'on-call': { kind: 'records', run: runOnCall },
  queue: { kind: 'records', run: runQueue },
  'work-item': { kind: 'records', run: runWorkItem },
  'update-record': { kind: 'records', run: runUpdateRecord },
  'add-note': { kind: 'records', run: runAddNote },
  notify: { kind: 'effect', effect: notifyPeople },
  'send-message': { kind: 'effect', effect: sendToLead },
  'http-request': { kind: 'effect', effect: sendHttpRequest },
} satisfies Record<Exclude<NodeType, `${string}-trigger` | 'end' | 'fork' | 'join' | 'repeat'>, NodeHandler>

/** Handlers by node type, as the worker and the simulator take them. */
export type HandlerRegistry = Readonly<Record<string, NodeHandler>>
