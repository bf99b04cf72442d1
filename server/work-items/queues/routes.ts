import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../errors/app-error'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { valid } from '../../errors/valid'
import { findMe } from '../../inbox/find-me'
import { requireRole, type SignedIn } from '../../people/require-session'
import { deleteQueue } from './delete-queue'
import { findQueue } from './find-queue'
import { listEntries } from './list-entries'
import { readQueues } from './read-queues'
import { changeQueue, makeQueue, NewQueue, QueueChange } from './save-queue'

const Page = z.object({ cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) })

/** Queues: read by everybody, changed by managers and revenue operations. What waits in one is claimed as other work is. */
export function createQueueRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  const isManager = requireRole('manager')
  const actor = (id: string) => ({ kind: 'person' as const, id })
  return new Hono<SignedIn>()
    .get('/', (c) => c.json({ queues: readQueues(db, now()), now: now() }))
    .post('/', isManager, valid('json', NewQueue), async (c) => {
      const input = c.req.valid('json')
      return c.json({ id: await writer.write((tx) => makeQueue(tx, { input, actor: actor(c.var.user.id) }, now())) }, 201)
    })
    .get('/:id', (c) => {
      const [queue] = readQueues(db, now(), c.req.param('id'))
      if (!queue) throw new AppError('not-found', 'There is no such queue any more. Go back to the list.')
      const me = findMe(db, c.var.user)
      return c.json({ ...queue, me: me?.active ? { id: me.id, name: me.name } : null, now: now() })
    })
    .get('/:id/entries', valid('query', Page), (c) => {
      const { cursor, limit } = c.req.valid('query')
      const { id } = findQueue(db, c.req.param('id'))
      return c.json({ ...listEntries(db, { queueId: id, limit, ...(cursor && { cursor }) }), now: now() })
    })
    .patch('/:id', isManager, valid('json', QueueChange), async (c) => {
      const change = c.req.valid('json')
      await writer.write((tx) => changeQueue(tx, { queueId: c.req.param('id'), change, actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
    .delete('/:id', isManager, async (c) => {
      await writer.write((tx) => deleteQueue(tx, { queueId: c.req.param('id'), actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
}
