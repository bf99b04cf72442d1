import { Hono } from 'hono'
import { z } from 'zod'
import { RotaLayer } from '#nodes/revops/rota'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { valid } from '../../errors/valid'
import { requireRole, type SignedIn } from '../../people/require-session'
import { makePlace, NewPlace } from '../make-place'
import { addOverride, NewOverride } from './add-override'
import { deleteRota } from './delete-rota'
import { listRotas } from './list-rotas'
import { orderLayers } from './order-layers'
import { putLayer } from './put-layer'
import { removeLayer } from './remove-layer'
import { removeOverride } from './remove-override'
import { renameRota } from './rename-rota'
import { viewRota } from './view-rota'

const farthestMs = 2 * 366 * 86_400_000
const Name = NewPlace.shape.name
const NewRota = z.object({ name: Name, people: NewPlace.shape.people.unwrap().min(1, 'Choose at least one person') })
const Order = z.object({ layerIds: z.array(z.string().max(40)).max(10) })
const From = z.object({ from: z.coerce.number().int().min(0).optional() })

/** Rotas: read by everybody, changed by managers and revenue operations. */
export function createRotaRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  const isManager = requireRole('manager')
  const actor = (id: string) => ({ kind: 'person' as const, id })
  return new Hono<SignedIn>()
    .get('/', (c) => c.json(listRotas(db, now())))
    .post('/', isManager, valid('json', NewRota), async (c) => {
      const rota = c.req.valid('json')
      return c.json({ id: await writer.write((tx) => makePlace(tx, { kind: 'rota', ...rota, actor: actor(c.var.user.id) }, now())) }, 201)
    })
    .get('/:id', valid('query', From), (c) => {
      const { from } = c.req.valid('query')
      return c.json(viewRota(db, { id: c.req.param('id'), from: from && Math.min(from, now() + farthestMs) }, now()))
    })
    .patch('/:id', isManager, valid('json', z.object({ name: Name })), async (c) => {
      const { name } = c.req.valid('json')
      await writer.write((tx) => renameRota(tx, { rotaId: c.req.param('id'), name, actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
    .delete('/:id', isManager, async (c) => {
      await writer.write((tx) => deleteRota(tx, { rotaId: c.req.param('id'), actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/layers', isManager, valid('json', RotaLayer), async (c) => {
      const layer = c.req.valid('json')
      return c.json({ id: await writer.write((tx) => putLayer(tx, { rotaId: c.req.param('id'), layer, actor: actor(c.var.user.id) }, now())) }, 201)
    })
    .put('/:id/layers', isManager, valid('json', Order), async (c) => {
      const { layerIds } = c.req.valid('json')
      await writer.write((tx) => orderLayers(tx, { rotaId: c.req.param('id'), layerIds, actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
    .put('/:id/layers/:layerId', isManager, valid('json', RotaLayer), async (c) => {
      const layer = c.req.valid('json')
      const { id, layerId } = c.req.param()
      await writer.write((tx) => putLayer(tx, { rotaId: id, layerId, layer, actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
    .delete('/:id/layers/:layerId', isManager, async (c) => {
      const { id, layerId } = c.req.param()
      await writer.write((tx) => removeLayer(tx, { rotaId: id, layerId, actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/overrides', isManager, valid('json', NewOverride), async (c) => {
      const override = c.req.valid('json')
      return c.json({ id: await writer.write((tx) => addOverride(tx, { rotaId: c.req.param('id'), override, actor: actor(c.var.user.id) }, now())) }, 201)
    })
    .delete('/:id/overrides/:overrideId', isManager, async (c) => {
      const { id, overrideId } = c.req.param()
      await writer.write((tx) => removeOverride(tx, { rotaId: id, overrideId, actor: actor(c.var.user.id) }, now()))
      return c.json({ ok: true })
    })
}
