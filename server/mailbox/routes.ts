import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { getMail } from './get-mail'
import { listMail } from './list-mail'
import { valid } from '../errors/valid'

const Query = z.object({ cursor: z.string().max(80).optional(), to: z.string().max(320).optional() })

/** What the local mailbox has received. Mails hold acknowledgement links: mount it behind the role that may see them. */
export const createMailboxRoutes = ({ db }: { db: Database }) =>
  new Hono()
    .get('/', valid('query', Query), (c) => c.json(listMail(db, c.req.valid('query'))))
    .get('/:id', (c) => c.json(getMail(db, c.req.param('id'))))
