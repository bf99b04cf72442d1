import { z } from 'zod'
import type { StepContext } from '#nodes/sdk/context'
import type { NodeHandler } from '#nodes/sdk/handlers'
import { NodeError } from '#nodes/sdk/node-error'
import type { CodeMethod } from './check-code'
import type { CustomNode } from './find-custom-nodes'
import { textsIn } from './mask-text'
import type { NodeThreads } from './node-threads'

const Outcome = z.object({ outlet: z.string().min(1).max(60), reason: z.record(z.string(), z.json()).optional(), output: z.record(z.string(), z.json()).optional() })
const Instant = z.number().int().min(0).max(8.64e15)
const Sleep = z.object({ until: Instant })
const Opened = z.object({
  keys: z.array(z.object({ key: z.string().min(1).max(200), outlet: z.string().max(60).optional() })).max(20),
  until: Instant,
  answered: Outcome.extend({ eventId: z.string().optional() }).optional(),
})
const Item = z.object({ item: z.string().min(1).max(200), channel: z.enum(['email', 'webhook', 'slack', 'http', 'notice']), intent: z.array(z.string()).min(1).max(20), recipient: z.string().max(200) })
const Request = z.union([
  z.object({ cancel: z.string() }),
  z.object({ channel: z.literal('email'), to: z.string(), toName: z.string(), subject: z.string(), text: z.string() }),
  z.object({ channel: z.enum(['webhook', 'slack']), connectionId: z.string(), body: z.record(z.string(), z.json()) }),
  z.object({
    channel: z.literal('http'), method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), url: z.string(), headers: z.record(z.string(), z.string()),
    body: z.string().optional(), timeoutMs: z.number().positive(), maxBytes: z.number().positive(), retryOn: z.array(z.number().int()), connectionId: z.string().optional(),
  }),
  z.object({ channel: z.literal('notice'), personId: z.string(), title: z.string(), text: z.string(), link: z.string() }),
])

/** What stands behind a custom node for the engine: each call goes to the node's own thread, and what comes back is looked at. */
export function customHandler(node: CustomNode, threads: NodeThreads): NodeHandler {
  const hasServices = node.code.file === 'activity.ts'

  function ask<T>(method: CodeMethod, shape: z.ZodType<T>, context: StepContext<never>, more: unknown[] = [], services?: object): T {
    const known = textsIn([context.record, context.event.data, context.item])
    const answer = threads.call(node, { method, args: [context, ...more], known, ...(services && hasServices && { services }) })
    const parsed = shape.safeParse(answer)
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    throw new NodeError('custom-node-failed', `The custom step “${node.title}” answered something else than it must: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}.`)
  }

  switch (node.kind) {
    case 'branch':
      return { kind: 'branch', run: (context) => ask('run', Outcome, context) }
    case 'records':
      return { kind: 'records', run: (context, services) => ask('run', Outcome, context, [], services) }
    case 'sleep':
      return { kind: 'sleep', run: (context, services) => ask('run', Sleep, context, [], services) }
    case 'list':
      return { kind: 'list', list: (context, services) => ask('run', z.array(z.json()).max(10_000), context, [], services) }
    case 'await':
      return { kind: 'await', wait: { open: (context, services) => ask('open', Opened, context, [], services), close: (context, services) => ask('close', Outcome, context, [], services) } }
    case 'effect':
      return {
        kind: 'effect',
        effect: {
          meanwhile: node.meanwhile ?? 'hold',
          items: (context, services) => ask('items', z.array(Item).max(200), context, [], services),
          request: (context, item, services) => ask('request', Request, context, [item], services),
          outcome: (context, results) => ask('outcome', Outcome, context, [results]),
        },
      }
  }
}
