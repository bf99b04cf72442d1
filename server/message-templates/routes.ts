import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { NodeRegistry } from '#nodes/definitions'
import { MessageWords } from '#nodes/revops/mail/message-words'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { messageTemplateVersions } from '../db/schema'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { deleteTemplate } from './delete-template'
import { findTemplate } from './find-template'
import { getTemplate, listTemplates } from './list-templates'
import { previewTemplate } from './preview-template'
import { changeTemplate, createTemplate } from './save-template'

const Name = z.string().trim().min(1, 'Give the template a name').max(120, 'A name has at most 120 characters')
const New = z.object({ name: Name, channel: z.enum(['email', 'sms']), words: MessageWords })
const Change = z.object({ name: Name, base: z.number().int().min(1), words: MessageWords })
const Restore = z.object({ number: z.number().int().min(1), base: z.number().int().min(1) })
const Preview = z.object({ channel: z.enum(['email', 'sms']), subject: z.string().max(400), body: z.string().max(40_000), leadId: z.string().max(60).optional() })

/** Words that flows send: what there is, what each said when, and how it would read for a lead. */
export function createMessageTemplateRoutes({ db, writer, registry, now }: { db: Database; writer: Writer; registry: NodeRegistry; now(): number }) {
  const maker = ({ id, name }: SignedIn['Variables']['user']) => ({ actor: { kind: 'person' as const, id }, by: name })
  return new Hono<SignedIn>()
    .use(requireRole('manager'))
    .get('/', (c) => c.json({ templates: listTemplates(db, registry), now: now() }))
    .post('/', valid('json', New), async (c) => c.json({ id: await writer.write((tx) => createTemplate(tx, { ...c.req.valid('json'), ...maker(c.var.user) }, now())) }, 201))
    .post('/preview', valid('json', Preview), (c) => {
      const { leadId, ...words } = c.req.valid('json')
      return c.json(previewTemplate(db, { ...words, ...(leadId !== undefined && { leadId }) }))
    })
    .get('/:id', (c) => c.json({ ...getTemplate(db, registry, c.req.param('id')), now: now() }))
    .put('/:id', valid('json', Change), async (c) => c.json({ number: await writer.write((tx) => changeTemplate(tx, { id: c.req.param('id'), ...c.req.valid('json'), ...maker(c.var.user) }, now())) }))
    .post('/:id/restore', valid('json', Restore), async (c) => {
      const id = c.req.param('id')
      const { number, base } = c.req.valid('json')
      const restored = await writer.write((tx) => {
        const { name } = findTemplate(tx, id)
        const version = tx.select().from(messageTemplateVersions).where(and(eq(messageTemplateVersions.templateId, id), eq(messageTemplateVersions.number, number))).get()
        if (!version) throw new AppError('not-found', `This template has no version ${number}.`)
        const { purpose, subject, body, tracksClicks } = version
        return changeTemplate(tx, { id, base, name, words: { purpose, subject, body, tracksClicks }, restores: number, ...maker(c.var.user) }, now())
      })
      return c.json({ number: restored })
    })
    .delete('/:id', async (c) => {
      await writer.write((tx) => deleteTemplate(tx, registry, { id: c.req.param('id'), actor: maker(c.var.user).actor }, now()))
      return c.json({ ok: true })
    })
}
