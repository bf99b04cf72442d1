import { type Context, Hono } from 'hono'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { listResourceTypes, listSchemas, serviceProviderConfig } from './discovery'
import { scimErrorResponse } from './error-response'
import { findGroup, listGroups, viewGroup } from './groups/find-groups'
import { checkMemberCount, readGroup } from './groups/read-group'
import { createGroup, deleteGroup, updateGroup } from './groups/write-group'
import { holdLeaver } from './leaving/held-leavers'
import { HeldBackError } from './leaving/leave'
import { applyPatch } from './patch/apply-patch'
import { readPatch } from './patch/read-patch'
import type { Filter } from './query/parse-filter'
import { listResources, readQuery, readSelection } from './query/list-resources'
import { selectAttributes } from './query/select-attributes'
import { member } from './query/values-at'
import { readJson } from './read-json'
import { hasVersion, requireVersion } from './resources/version-match'
import { groupType, type ResourceType, userType } from './schemas/resource-types'
import { ScimError } from './scim-error'
import { scimJson } from './scim-json'
import { type ByToken, createRequireToken } from './tokens/require-token'
import { createUser } from './users/create-user'
import { deleteUser } from './users/delete-user'
import { findUser, listUsers, viewUser } from './users/find-users'
import { readUser } from './users/read-user'
import { updateUser } from './users/update-user'

export interface ScimDeps {
  db: Database
  writer: Writer
  publicUrl: string
  now(): number
  report(error: unknown): void
}

type Id = Context<ByToken, '/:id'>

/** The SCIM 2.0 server (RFC 7643, 7644) by which an HR system keeps the roster: users are people, groups are teams. Mount at /scim/v2. */
export function createScimRoutes(deps: ScimDeps) {
  const { db, publicUrl } = deps
  const base = `${publicUrl}/scim/v2`
  const kinds = { User: { type: userType, read: (filter?: Filter) => listUsers(db, base, filter) }, Group: { type: groupType, read: () => listGroups(db, base) } }
  const { write } = createWriting(deps)

  const listOf = (c: Context, all: JsonObject[]) => {
    if (c.req.query('filter') !== undefined) throw new ScimError(403, 'These cannot be filtered.')
    return scimJson(c, { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: all.length, startIndex: 1, itemsPerPage: all.length, Resources: all })
  }
  const oneOf = (c: Id, all: { id: string }[]) => {
    const found = all.find(({ id }) => id === c.req.param('id'))
    if (!found) throw new ScimError(404, 'There is nothing at this address.')
    return scimJson(c, found)
  }
  const list = (kind: 'User' | 'Group') => (c: Context) => scimJson(c, listResources([kinds[kind]], readQuery((name) => c.req.query(name))))
  const search = (...names: ('User' | 'Group')[]) => async (c: Context) => {
    const body = await readJson(c)
    return scimJson(c, listResources(names.map((name) => kinds[name]), readQuery((name) => member(body, name))))
  }
  const view = { User: (id: string) => viewUser(db, findUser(db, id), base), Group: (id: string) => viewGroup(db, findGroup(db, id), base) }

  const app = new Hono<ByToken>()
  app.onError((error, c) => scimErrorResponse(error, c, deps.report))
  app.use(createRequireToken(deps))

  app.get('/ServiceProviderConfig', (c) => scimJson(c, serviceProviderConfig(base)))
  app.get('/ResourceTypes', (c) => listOf(c, listResourceTypes(base)))
  app.get('/ResourceTypes/:id', (c) => oneOf(c, listResourceTypes(base)))
  app.get('/Schemas', (c) => listOf(c, listSchemas(base)))
  app.get('/Schemas/:id', (c) => oneOf(c, listSchemas(base)))
  for (const path of ['/ServiceProviderConfig', '/ResourceTypes/:id?', '/Schemas/:id?']) app.all(path, () => refuseMethod())
  // Teams first: there are few of them.
  app.post('/.search', search('Group', 'User'))

  app.get('/Users', list('User'))
  app.post('/Users/.search', search('User'))
  app.post('/Users', async (c) => {
    const body = await readJson(c)
    const { actor } = c.var
    const id = await write((tx, now) => createUser(tx, { user: readUser(body), actor }, now), actor)
    return answer(c, view.User(id), userType, 201)
  })
  app.get('/Users/:id', (c) => answerUnlessKnown(c, findUser(db, c.req.param('id')), view.User, userType))
  app.put('/Users/:id', async (c) => changeUser(c, await readJson(c), (_, body) => body))
  app.patch('/Users/:id', async (c) => changeUser(c, await readJson(c), (before, body) => applyPatch(before, readPatch(body), userType)))
  app.delete('/Users/:id', async (c) => {
    const { actor } = c.var
    await write((tx, now) => {
      const rep = findUser(tx, c.req.param('id'))
      requireVersion(rep, c.req.header('if-match'))
      deleteUser(tx, { rep, actor }, now)
    }, actor)
    return c.body(null, 204)
  })

  app.get('/Groups', list('Group'))
  app.post('/Groups/.search', search('Group'))
  app.post('/Groups', async (c) => {
    const body = await readJson(c)
    checkMemberCount(body)
    const { actor } = c.var
    const id = await write((tx, now) => createGroup(tx, { group: readGroup(body), actor }, now), actor)
    return answer(c, view.Group(id), groupType, 201)
  })
  app.get('/Groups/:id', (c) => answerUnlessKnown(c, findGroup(db, c.req.param('id')), view.Group, groupType))
  app.put('/Groups/:id', async (c) => changeGroup(c, await readJson(c), (_, body) => body))
  app.patch('/Groups/:id', async (c) => changeGroup(c, await readJson(c), (before, body) => applyPatch(before, readPatch(body), groupType)))
  app.delete('/Groups/:id', async (c) => {
    const { actor } = c.var
    await write((tx, now) => {
      const team = findGroup(tx, c.req.param('id'))
      requireVersion(team, c.req.header('if-match'))
      deleteGroup(tx, { team, actor }, now)
    }, actor)
    return c.body(null, 204)
  })

  for (const path of ['/Users/:id?', '/Groups/:id?']) app.all(path, () => refuseMethod())
  app.all('/Me', () => {
    throw new ScimError(501, 'A token belongs to an HR system, not to a person: there is no /Me.')
  })
  app.all('/Bulk', () => {
    throw new ScimError(501, 'Bulk operations are not supported. Send one request for each resource.')
  })
  app.all('*', () => {
    throw new ScimError(404, 'There is nothing at this address.')
  })
  return app

  async function changeUser(c: Id, body: Json, change: (before: JsonObject, body: Json) => Json): Promise<Response> {
    const { actor } = c.var
    const id = c.req.param('id')
    await write((tx, now) => {
      const rep = findUser(tx, id)
      requireVersion(rep, c.req.header('if-match'))
      updateUser(tx, { rep, user: readUser(change(viewUser(tx, rep, base), body)), actor }, now)
    }, actor)
    return answer(c, view.User(id), userType)
  }

  async function changeGroup(c: Id, body: Json, change: (before: JsonObject, body: Json) => Json): Promise<Response> {
    checkMemberCount(body)
    const { actor } = c.var
    const id = c.req.param('id')
    await write((tx, now) => {
      const team = findGroup(tx, id)
      requireVersion(team, c.req.header('if-match'))
      updateGroup(tx, { team, group: readGroup(change(viewGroup(tx, team, base), body)), actor }, now)
    }, actor)
    return answer(c, view.Group(id), groupType)
  }
}

function createWriting({ writer, publicUrl, now }: ScimDeps) {
  return {
    /** One transaction for the whole request. Who must not leave yet is put aside instead, and the sender is told; nothing else is done then. */
    async write<T>(work: (tx: Database, now: number) => T, actor: ByToken['Variables']['actor']): Promise<T> {
      const at = now()
      try {
        return await writer.write((tx) => work(tx, at))
      } catch (error) {
        if (!(error instanceof HeldBackError)) throw error
        await writer.write((tx) => holdLeaver(tx, { leaver: error.leaver, actor }, at))
        throw new ScimError(403, `Too many people would leave at once: more than a fifth of those who are active, within ten minutes. Nothing was changed. It is held until an admin decides at ${publicUrl}/settings; sending it again is harmless.`)
      }
    },
  }
}

/** A resource as it is now; its version and address stand in the headers, too. */
function answer(c: Context, resource: JsonObject, type: ResourceType, status = 200): Response {
  const selected = selectAttributes(resource, readSelection((name) => c.req.query(name)), type)
  c.header('ETag', String(member(resource.meta, 'version')))
  if (status === 201) c.header('Location', String(member(resource.meta, 'location')))
  return scimJson(c, selected, status)
}

function answerUnlessKnown(c: Id, row: Parameters<typeof hasVersion>[0] & { id: string }, view: (id: string) => JsonObject, type: ResourceType): Response {
  if (!hasVersion(row, c.req.header('if-none-match'))) return answer(c, view(row.id), type)
  c.header('ETag', String(member(view(row.id).meta, 'version')))
  return c.body(null, 304)
}

function refuseMethod(): never {
  throw new ScimError(405, 'This address does not take such a request.')
}
