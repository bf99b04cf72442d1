import { Hono } from 'hono'
import { z } from 'zod'
import type { NodeRegistry } from '#nodes/definitions'
import { readConfig } from '../config'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { readDocument } from '../flows/read-document'
import { streamLines } from '../live/stream-lines'
import { requireRole, type SignedIn } from '../people/require-session'
import { findCalled } from '../simulate/find-called'
import { Scenario } from '../simulate/scenario/scenario'
import type { ScenarioHost, ScenarioWork } from '../simulate/scenario/scenario-host'
import { changeExample } from './change-example'
import { deleteExample } from './delete-example'
import { compareOutcome, type Difference, expectedOf } from './expected'
import { findExample } from './find-example'
import { listExamples } from './list-examples'
import { offerLeads } from './offer-leads'
import { checkRoom, saveExample } from './save-example'
import type { Outcome } from '../simulate/scenario/outcome'

const Id = z.string().min(1).max(60)
const Name = z.string().trim().min(1, 'Give the example a name').max(120, 'A name has at most 120 letters')
const OfFlow = z.object({ flow: Id })
const Save = z.strictObject({ flowId: Id, name: Name, scenario: Scenario, document: z.unknown() })
const Run = z.strictObject({ flowId: Id, document: z.unknown() })
const Rename = z.strictObject({ name: Name })
const Accept = z.strictObject({ document: z.unknown() })

interface Deps {
  db: Database
  writer: Writer
  registry: NodeRegistry
  scenarios: ScenarioHost
  now(): number
  report(error: unknown): void
}

/** Examples of flows: saved with what comes of them, run again on any draft, and held against it. What is sent as `document` is the draft as its editor has it. */
export function createExampleRoutes({ db, writer, registry, scenarios, now, report }: Deps) {
  const workOf = (flowId: string, value: unknown, list: ScenarioWork['scenarios']): ScenarioWork => {
    const document = readDocument(value)
    return { flow: { id: flowId, document }, called: findCalled(db, registry, document), nodesFolder: readConfig().nodesFolder, scenarios: list }
  }
  async function outcomeOf(flowId: string, document: unknown, scenario: Scenario): Promise<Outcome> {
    for await (const { outcome } of scenarios.run(workOf(flowId, document, [{ id: 'example', scenario }]))) {
      if (outcome.state === 'cut') throw new AppError('too-large', 'This example takes too long to be run at every publishing. Try it with fewer rounds or shorter waits.')
      return outcome
    }
    throw new Error('examples.outcomeOf: no outcome')
  }
  async function* held(flowId: string, document: unknown): AsyncGenerator<{ id: string; outcome: Outcome; differences: Difference[] }, void, undefined> {
    const known = listExamples(db, flowId)
    const expected = new Map(known.map((each) => [each.id, each.expected]))
    for await (const { id, outcome } of scenarios.run(workOf(flowId, document, known.map(({ id, scenario }) => ({ id, scenario }))))) {
      const before = expected.get(id)
      if (before) yield { id, outcome, differences: compareOutcome(before, outcome) }
    }
  }

  return new Hono<SignedIn>()
    .use('*', requireRole('ops'))
    .get('/', valid('query', OfFlow), (c) => c.json({ examples: listExamples(db, c.req.valid('query').flow) }))
    .get('/leads', valid('query', OfFlow), (c) => c.json(offerLeads(db, c.req.valid('query').flow)))
    .post('/', valid('json', Save), async (c) => {
      const { flowId, name, scenario, document } = c.req.valid('json')
      checkRoom(db, flowId)
      const expected = expectedOf(await outcomeOf(flowId, document, scenario))
      const id = await writer.write((tx) => saveExample(tx, { flowId, name, scenario, expected, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ id, expected }, 201)
    })
    .post('/run', valid('json', Run), (c) => {
      const { flowId, document } = c.req.valid('json')
      return streamLines(c, held(flowId, document), report)
    })
    .patch('/:id', valid('json', Rename), async (c) => {
      await writer.write((tx) => changeExample(tx, { id: c.req.param('id'), change: c.req.valid('json'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/accept', valid('json', Accept), async (c) => {
      const { id, flowId, scenario } = findExample(db, c.req.param('id'))
      const expected = expectedOf(await outcomeOf(flowId, c.req.valid('json').document, scenario))
      await writer.write((tx) => changeExample(tx, { id, change: { expected }, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ expected })
    })
    .delete('/:id', async (c) => {
      await writer.write((tx) => deleteExample(tx, { id: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
