import { Hono } from 'hono'
import { z } from 'zod'
import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { deleteTerritory } from './delete-territory'
import { listTerritories } from './list-territories'
import { leadsToPlace, placeLeads, renameLeads } from './move-leads'
import { createTerritory, orderTerritories, requireTerritory, TerritoryInput, updateTerritory } from './save-territory'
import { usesOfTerritory } from './uses-of-territory'

const Order = z.object({ ids: z.array(z.string().max(40)).max(500) })

/** Territories: what belongs to each, who works it, what falls through. */
export function createTerritoryRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  const by = (user: { id: string }): Actor => ({ kind: 'person', id: user.id })
  return new Hono<SignedIn>()
    .get('/', requireRole('manager'), (c) => c.json(listTerritories(db, now())))
    .get('/:id/uses', requireRole('manager'), (c) => c.json(usesOfTerritory(db, requireTerritory(db, c.req.param('id')).key)))
    .post('/', requireRole('ops'), valid('json', TerritoryInput), async (c) => {
      const input = c.req.valid('json')
      const id = await writer.write((tx) => createTerritory(tx, { input, actor: by(c.var.user) }, now()))
      return c.json({ id }, 201)
    })
    .put('/order', requireRole('ops'), valid('json', Order), async (c) => {
      await writer.write((tx) => orderTerritories(tx, { ids: c.req.valid('json').ids, actor: by(c.var.user) }, now()))
      return c.json({ ok: true })
    })
    .post('/place', requireRole('ops'), async (c) => {
      let placed = 0
      for (let after: string | undefined = ''; after !== undefined; ) {
        const { ids, last } = leadsToPlace(db, after)
        placed += await writer.write((tx) => placeLeads(tx, { ids, actor: by(c.var.user) }, now()))
        after = last
      }
      return c.json({ placed })
    })
    .put('/:id', requireRole('ops'), valid('json', TerritoryInput), async (c) => {
      const { renamed } = await writer.write((tx) => updateTerritory(tx, { territoryId: c.req.param('id'), input: c.req.valid('json'), actor: by(c.var.user) }, now()))
      while (renamed && (await writer.write((tx) => renameLeads(tx, renamed))) > 0);
      return c.json({ ok: true })
    })
    .delete('/:id', requireRole('ops'), async (c) => {
      await writer.write((tx) => deleteTerritory(tx, { territoryId: c.req.param('id'), actor: by(c.var.user) }, now()))
      return c.json({ ok: true })
    })
}
