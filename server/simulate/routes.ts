import { and, eq, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { FlowDocument } from '#engine/graph/flow'
import type { NodeRegistry } from '#nodes/definitions'
import { readConfig } from '../config'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { readDocument } from '../flows/read-document'
import { readDraft } from '../flows/read-draft'
import { streamChanges } from '../live/stream'
import { streamLines } from '../live/stream-lines'
import { requireRole, type SignedIn } from '../people/require-session'
import { findCalled } from './find-called'
import { Commands } from './live/commands'
import { createSimulationHost } from './live/host'
import type { SessionRun, SessionState } from './live/session'
import type { ThreadInput } from './live/thread-protocol'
import { PeopleScript } from './people/behaviour'
import { ProviderScript } from './providers/provider-script'
import { peopleOf, providersOf, Scenario } from './scenario/scenario'
import type { ScenarioHost } from './scenario/scenario-host'
import type { Totals } from './totals/count-totals'
import { serialize } from './world/copy-workspace'

const NewSimulation = z
  .strictObject({
    /** Its draft is tried, unless a document is given. */
    flowId: z.string().max(40).optional(),
    document: z.unknown().optional(),
    /** A world of this workspace as it is now, or one that is made up. */
    world: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('workspace') }),
        z.strictObject({ kind: z.literal('generated'), reps: z.number().int().min(1).max(200).default(8), capacity: z.number().int().min(1).max(1_000).default(30) }),
      ])
      .default({ kind: 'generated', reps: 8, capacity: 30 }),
    seed: z.number().int().min(0).max(2 ** 32).default(1),
    startAt: z.number().int().min(0).max(8.64e15).optional(),
    /** How people answer. Left out: they wait for whoever drives the simulation to answer for them. */
    people: PeopleScript.optional(),
    providers: ProviderScript.default({}),
    /** What happens and under which circumstances: says also what `seed`, `startAt`, `people` and `providers` would. Its lead arrives at once. */
    scenario: Scenario.optional(),
  })
  .refine(({ flowId, document }) => flowId !== undefined || document !== undefined, { path: ['flowId'], message: 'Name a flow, or send one.' })

const Scenarios = z.strictObject({
  flowId: z.string().min(1).max(40),
  document: z.unknown(),
  scenarios: z.array(z.strictObject({ id: z.string().min(1).max(60), scenario: Scenario })).min(1).max(60),
})

/**
 * Simulations that the canvas drives. Each lives in a thread of the server and belongs to whoever began it; nobody else
 * sees it. They end by themselves when they are not used.
 */
export function createSimulationRoutes({ db, registry, scenarios, now, report }: { db: Database; registry: NodeRegistry; scenarios: ScenarioHost; now: () => number; report(error: unknown): void }) {
  const host = createSimulationHost({ now, report })
  const ask = <Result = SessionState>(userId: string, id: string, name: keyof typeof Commands, input: unknown = {}) => host.command(userId, id, name, input) as Promise<Result>

  function draftOf(flowId: string): FlowDocument {
    const flow = db.select({ draft: flows.draft }).from(flows).where(and(eq(flows.id, flowId), isNull(flows.deletedAt))).get()
    if (!flow) throw new AppError('not-found', 'There is no such flow.')
    return readDraft(flow.draft)
  }

  function worldOf(world: z.output<typeof NewSimulation>['world']): ThreadInput['world'] {
    if (world.kind === 'generated') return { kind: 'generated', size: { reps: world.reps, capacity: world.capacity } }
    const { name, memory } = db.$client
    return memory ? { kind: 'bytes', bytes: serialize(db.$client, 'This workspace') } : { kind: 'file', file: name }
  }

  return new Hono<SignedIn>()
    .use('*', requireRole('ops'))
    .post('/', valid('json', NewSimulation), async (c) => {
      const { flowId, document: given, world, scenario, ...own } = c.req.valid('json')
      const { seed, startAt, people, providers } = scenario ? { ...scenario, people: peopleOf(scenario), providers: providersOf(scenario) } : own
      const document = given === undefined ? draftOf(flowId ?? '') : readDocument(given)
      const id = await host.begin(c.var.user.id, {
        flow: { document, ...(flowId !== undefined && { id: flowId }) }, called: world.kind === 'generated' ? findCalled(db, registry, document) : [], world: worldOf(world), seed,
        startAt: startAt ?? now(), people: people ?? {}, peopleRest: people === undefined, providers, nodesFolder: readConfig().nodesFolder, situation: scenario?.situation,
      })
      if (scenario) await ask(c.var.user.id, id, 'bring', { lead: scenario.lead, event: scenario.event, times: scenario.times })
      return c.json({ id, ...(await ask(c.var.user.id, id, 'state', { since: 0 })) }, 201)
    })
    .post('/scenarios', valid('json', Scenarios), (c) => {
      const { flowId, document: given, scenarios: list } = c.req.valid('json')
      const document = readDocument(given)
      return streamLines(c, scenarios.run({ flow: { document, id: flowId }, called: findCalled(db, registry, document), nodesFolder: readConfig().nodesFolder, scenarios: list }), report)
    })
    .get('/:id', valid('query', z.object({ since: z.coerce.number().int().min(0).default(0) })), async (c) =>
      c.json(await ask(c.var.user.id, c.req.param('id'), 'state', c.req.valid('query'))))
    .get('/:id/run', valid('query', z.object({ run: z.string().max(60).optional() })), async (c) => {
      const { run } = c.req.valid('query')
      return c.json({ run: await ask<SessionRun | null>(c.var.user.id, c.req.param('id'), 'run', { id: run }) })
    })
    .get('/:id/totals', async (c) => c.json(await ask<Totals>(c.var.user.id, c.req.param('id'), 'totals')))
    .get('/:id/live', (c) => {
      const id = c.req.param('id')
      const { user } = c.var
      host.view(user.id, id)
      return streamChanges(c, { subscribe: (listener) => host.subscribe(user.id, id, listener), stop: () => undefined }, { simulation: () => host.view(user.id, id) })
    })
    .post('/:id/send-event', valid('json', Commands['send-event']), async (c) => c.json(await ask(c.var.user.id, c.req.param('id'), 'send-event', c.req.valid('json'))))
    .post('/:id/step', valid('json', Commands.step), async (c) => c.json(await ask(c.var.user.id, c.req.param('id'), 'step')))
    .post('/:id/play', valid('json', Commands.play), async (c) => c.json(await ask(c.var.user.id, c.req.param('id'), 'play', c.req.valid('json'))))
    .post('/:id/pause', valid('json', Commands.pause), async (c) => c.json(await ask(c.var.user.id, c.req.param('id'), 'pause')))
    .post('/:id/answer', valid('json', Commands.answer), async (c) => c.json(await ask(c.var.user.id, c.req.param('id'), 'answer', c.req.valid('json'))))
    .post('/:id/jump', valid('json', Commands.jump), async (c) => c.json(await ask(c.var.user.id, c.req.param('id'), 'jump', c.req.valid('json'))))
    .post('/:id/fail', valid('json', Commands.fail), async (c) => c.json(await ask(c.var.user.id, c.req.param('id'), 'fail', c.req.valid('json'))))
    .delete('/:id', async (c) => {
      await host.end(c.var.user.id, c.req.param('id'))
      return c.json({ ok: true })
    })
}
