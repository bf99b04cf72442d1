import { Hono } from 'hono'
import { z } from 'zod'
import type { NodeRegistry } from '#nodes/definitions'
import { Duration } from '#nodes/sdk/duration'
import { findTemplate, templates } from '#templates/templates'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { requireRole, type SignedIn } from '../people/require-session'
import { makePlace, NewPlace, putPeople } from '../roster/make-place'
import { startByHand } from '../runs/start-by-hand'
import { countStaff } from './count-staff'
import { createFlow } from './create-flow'
import { createFromTemplate } from './create-from-template'
import { deleteFlow } from './delete-flow'
import { duplicateFlow } from './duplicate-flow'
import { createFindProblems } from './find-problems'
import { findFlow } from './find-flow'
import { exportFlow, importFlow } from './flow-files'
import { getFlow } from './get-flow'
import { getVersion } from './get-version'
import { listDeletedFlows } from './list-deleted-flows'
import { listFlows } from './list-flows'
import { listVersions } from './list-versions'
import { readDocument } from './read-document'
import { readDraft } from './read-draft'
import { publishFlow } from './publish-flow'
import { renameFlow } from './rename-flow'
import { restoreFlow } from './restore-flow'
import { listReferences } from './references'
import { saveDraft } from './save-draft'
import { unpublishFlow } from './unpublish-flow'
import { valid } from '../errors/valid'

const NewFlow = z.object({ document: z.unknown() })
const FromTemplate = z.object({
  template: z.string().max(60),
  preset: z.string().max(60),
  /** Instead of the preset's, by the name of the setting. */
  values: z.record(z.string().max(60), z.union([Duration, z.number(), z.string().max(60), z.array(z.string().max(60)).max(20)])).default({}),
  /** Ids of what the workspace has, by the name of the need. What is left out stays open. */
  references: z.record(z.string().max(60), z.string().max(60)).default({}),
  name: z.string().trim().min(1, 'Give the flow a name').max(300).optional(),
})
const PlaceKey = z.object({ kind: NewPlace.shape.kind, id: z.string().max(40) })
const People = z.object({ people: NewPlace.shape.people.unwrap().min(1, 'Choose at least one person') })
const Draft = z.object({ document: z.unknown(), rev: z.number().int() })
const Rename = z.object({ name: z.string().trim().min(1, 'Give the flow a name').max(300) })
const Start = z.object({ leadId: z.string().min(1).max(60).optional(), idempotencyKey: z.string().min(1).max(200) })
const Numbered = z.object({ id: z.string().max(60), number: z.coerce.number().int().min(1) })
const Publish = z.object({
  rev: z.number().int(),
  base: z.number({ error: 'Name the newest version that you have seen, or null where there was none' }).int().nullable(),
  note: z.string().max(2_000).default(''),
})

/** Flows: what ops edit, and the versions that they publish. */
export function createFlowRoutes({ db, writer, registry, now }: { db: Database; writer: Writer; registry: NodeRegistry; now: () => number }) {
  const findProblems = createFindProblems(db, registry, now)
  return new Hono<SignedIn>()
    .get('/', (c) => c.json({ flows: listFlows(db, now()) }))
    .post('/', requireRole('ops'), valid('json', NewFlow), async (c) => {
      const document = readDocument(c.req.valid('json').document)
      const id = await writer.write((tx) => createFlow(tx, { document, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ id }, 201)
    })
    .post('/from-template', requireRole('ops'), valid('json', FromTemplate), async (c) => {
      const { template: key, preset, values, references, name } = c.req.valid('json')
      const template = findTemplate(key)
      if (!template?.presets.some((each) => each.name === preset)) throw new AppError('not-found', 'There is no such template.')
      const document = readDocument(template.build(preset, references, values))
      const id = await writer.write((tx) =>
        createFromTemplate(tx, { template, preset, values, document, name: name ?? document.name, actor: { kind: 'person', id: c.var.user.id } }, now()),
      )
      return c.json({ id }, 201)
    })
    .post('/import', requireRole('ops'), valid('json', NewFlow), async (c) => {
      const document = readDocument(c.req.valid('json').document)
      return c.json(await writer.write((tx) => importFlow(tx, registry, { document, actor: { kind: 'person', id: c.var.user.id } }, now())), 201)
    })
    .get('/problems', async (c) => c.json({ problems: await findProblems() }))
    .get('/deleted', (c) => c.json({ flows: listDeletedFlows(db) }))
    .get('/:id', (c) => c.json(getFlow(db, c.req.param('id'), now())))
    .get('/:id/export', (c) => {
      c.header('Content-Type', 'application/json')
      return c.body(exportFlow(db, registry, readDraft(findFlow(db, c.req.param('id')).draft), now()))
    })
    .get('/:id/versions', (c) => c.json({ versions: listVersions(db, c.req.param('id')) }))
    .get('/:id/versions/:number', valid('param', Numbered), (c) => {
      const { id, number } = c.req.valid('param')
      return c.json(getVersion(db, id, number))
    })
    .put('/:id/draft', requireRole('ops'), valid('json', Draft), async (c) => {
      const { document, rev } = c.req.valid('json')
      const flow = readDocument(document)
      const saved = await writer.write((tx) => saveDraft(tx, { flowId: c.req.param('id'), rev, document: flow, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ rev: saved })
    })
    .post('/:id/publish', requireRole('ops'), valid('json', Publish), async (c) => {
      const { rev, base, note } = c.req.valid('json')
      const published = await writer.write((tx) => publishFlow(tx, registry, { flowId: c.req.param('id'), rev, base, note, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ version: published.version })
    })
    .post('/:id/unpublish', requireRole('ops'), async (c) => {
      await writer.write((tx) => unpublishFlow(tx, { flowId: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/duplicate', requireRole('ops'), async (c) => {
      const id = await writer.write((tx) => duplicateFlow(tx, { flowId: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ id }, 201)
    })
    .patch('/:id', requireRole('ops'), valid('json', Rename), async (c) => {
      const { name } = c.req.valid('json')
      return c.json(await writer.write((tx) => renameFlow(tx, { flowId: c.req.param('id'), name, actor: { kind: 'person', id: c.var.user.id } }, now())))
    })
    .delete('/:id', requireRole('ops'), async (c) => {
      await writer.write((tx) => deleteFlow(tx, { flowId: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/restore', requireRole('ops'), async (c) => {
      await writer.write((tx) => restoreFlow(tx, registry, { flowId: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/start', requireRole('ops'), valid('json', Start), async (c) => {
      const input = c.req.valid('json')
      return c.json(await writer.write((tx) => startByHand(tx, { flowId: c.req.param('id'), ...input, actor: { kind: 'person', id: c.var.user.id } }, now())))
    })
}

/** Templates that a flow can begin as. */
export function createTemplateRoutes() {
  return new Hono<SignedIn>().get('/', (c) =>
    c.json({ templates: templates.map(({ name, title, tagline, story, failurePoint, figure, steps, presets }) => ({ name, title, tagline, story, failurePoint, figure, steps, presets })) }),
  )
}

/** What the steps of any flow may name, and how many people stand behind each team and rota. */
export function createReferenceRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  return new Hono<SignedIn>()
    .get('/', (c) => c.json({ references: listReferences(db, now()), staff: countStaff(db, now()) }))
    .post('/', requireRole('ops'), valid('json', NewPlace), async (c) => {
      const place = c.req.valid('json')
      const id = await writer.write((tx) => makePlace(tx, { ...place, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ id }, 201)
    })
    .post('/:kind/:id/people', requireRole('ops'), valid('param', PlaceKey), valid('json', People), async (c) => {
      const { kind, id } = c.req.valid('param')
      const { people } = c.req.valid('json')
      await writer.write((tx) => putPeople(tx, { kind, id, people, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
