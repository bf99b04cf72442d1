import { beforeEach, describe, expect, it } from 'vitest'
import { currentFormat } from '#engine/graph/flow'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const good = buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }] }, { 'nap.done': 'done' })

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  ;({ call } = await createTestApp(world))
})

async function create(document: unknown): Promise<string> {
  const answer = await call('/api/flows', { json: { document } })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

async function error(answer: Response) {
  return { status: answer.status, ...((await answer.json()) as { error: { code: string; message: string; details?: { diagnostics?: { code: string }[] } } }).error }
}

describe('a file that is brought in', () => {
  it.each([
    ['is not a flow', { hello: 1 }, /not a Watertight flow/],
    ['is from a newer version', { ...good, formatVersion: 99 }, /newer Watertight/],
    ['has no name', { ...good, name: '' }, /name: Give the flow a name/],
    ['has the same id twice', { ...good, nodes: [...good.nodes, good.nodes[0]] }, /stands twice/],
    ['is too large', { ...good, failurePoint: 'x'.repeat(2_100_000) }, /2 MB/],
  ])('%s', async (_name, document, message) => {
    const refused = await error(await call('/api/flows', { json: { document } }))
    expect(refused.message).toMatch(message)
    expect(world.db.$client.prepare('select count(*) from flows').pluck().get()).toBe(0)
  })

  it('of an older form is brought up to date', async () => {
    const { failurePoint: _, ...old } = good
    const id = await create({ ...old, formatVersion: 1, reason: 'Leads were lost' })
    expect(await (await call(`/api/flows/${id}`)).json()).toMatchObject({ draft: { formatVersion: currentFormat, failurePoint: 'Leads were lost', concurrency: 'allow', notes: [], groups: [] } })
  })
})

describe('publishing', () => {
  it.each([
    ['a line to nowhere', { ...good, edges: [...good.edges, { id: 'x', from: { node: 'nap', outlet: 'error' }, to: { node: 'gone' } }] }, 'dangling-edge'],
    ['an unknown step', { ...good, nodes: [...good.nodes, { ...good.nodes[0], id: 'new', type: 'from-the-future' }] }, 'unknown-node'],
    ['an open way out', { ...good, edges: good.edges.slice(0, 1) }, 'open-outlet'],
    ['settings that do not fit', { ...good, nodes: good.nodes.map((node) => (node.id === 'nap' ? { ...node, params: { duration: { amount: -1, unit: 'min' } } } : node)) }, 'bad-params'],
  ])('is refused for %s, and nothing is half done', async (_name, document, code) => {
    const id = await create(document)
    const refused = await error(await call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note: '' } }))
    expect([refused.status, refused.code]).toEqual([422, 'flow-has-errors'])
    expect(refused.details?.diagnostics?.map((each) => each.code)).toContain(code)
    expect(world.db.$client.prepare('select count(*) from flow_versions').pluck().get()).toBe(0)
    expect(world.db.$client.prepare('select count(*) from triggers').pluck().get()).toBe(0)
  })

  it('with a warning needs a reason, which is kept with the version', async () => {
    const id = await create({
      ...good,
      nodes: [...good.nodes, { ...good.nodes[1], id: 'ask', type: 'branch', label: 'ask', params: {} }],
      edges: [...good.edges.filter((edge) => edge.from.node !== 'in'), ...[['in', 'next', 'ask'], ['ask', 'yes', 'nap'], ['ask', 'no', 'nap']].map(([node, outlet, to], index) => ({ id: `w${index}`, from: { node, outlet }, to: { node: to } }))],
    })
    const refused = await error(await call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note: ' ' } }))
    expect([refused.status, refused.details?.diagnostics?.map((each) => each.code)]).toEqual([400, ['empty-condition']])
    expect((await call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note: 'Asked later' } })).status).toBe(200)
    expect(world.db.$client.prepare('select note from flow_versions').pluck().get()).toBe('Asked later')
  })

  it('twice at the same moment: one wins, the other is told by whom and when', async () => {
    const id = await create(good)
    const answers = await Promise.all(['Mine', 'Theirs'].map((note) => call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [won, lost] = [answers.find(({ status }) => status === 200), answers.find(({ status }) => status === 409)]
    expect(await won?.json()).toEqual({ version: 1 })
    const refused = (await lost?.json()) as { error: { code: string; message: string; details: { newest: { version: number; by: string; note: string; at: number } } } }
    expect(refused.error).toMatchObject({ code: 'version-changed', message: expect.stringMatching(/^Owner published version 1 at \d{4}-\d\d-\d\d \d\d:\d\d UTC; when you looked, nothing was published/), details: { newest: { version: 1, by: 'Owner', note: expect.stringMatching(/Mine|Theirs/) } } })
    expect(world.db.$client.prepare('select count(*) from flow_versions').pluck().get()).toBe(1)
    expect(world.db.$client.prepare('select count(*) from triggers').pluck().get()).toBe(1)
  })

  it('over a version that was not seen is refused also when the draft is the newest, and goes through once it was', async () => {
    const id = await create(good)
    await call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note: '' } })
    await call(`/api/flows/${id}/draft`, { method: 'PUT', json: { document: { ...good, name: 'Later' }, rev: 1 } })
    expect((await error(await call(`/api/flows/${id}/publish`, { json: { rev: 2, base: null, note: '' } }))).code).toBe('version-changed')
    expect((await call(`/api/flows/${id}/publish`, { json: { rev: 2, note: '' } })).status).toBe(400)
    expect(await (await call(`/api/flows/${id}`)).json()).toMatchObject({ newest: { version: 1, by: 'Owner' } })
    expect(await (await call(`/api/flows/${id}/publish`, { json: { rev: 2, base: 1, note: '' } })).json()).toEqual({ version: 2 })
  })

  it('of what is live already is refused, and says so', async () => {
    const id = await create(good)
    await call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note: '' } })
    // A save that changes nothing, or changes something back, makes no new version either.
    await call(`/api/flows/${id}/draft`, { method: 'PUT', json: { document: good, rev: 1 } })
    const refused = await error(await call(`/api/flows/${id}/publish`, { json: { rev: 2, base: 1, note: '' } }))
    expect([refused.status, refused.code, refused.message]).toEqual([409, 'nothing-changed', expect.stringMatching(/since version 1, which is live/)])
    await call(`/api/flows/${id}/unpublish`, { json: {} })
    expect(await (await call(`/api/flows/${id}/publish`, { json: { rev: 2, base: 1, note: '' } })).json()).toEqual({ version: 2 })
  })
})

describe('versions', () => {
  it('tell who published them, when and why, which is live, and how many runs are under way in each', async () => {
    const id = await create(good)
    await call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note: 'The first' } })
    await world.receive({ name: 'Lena', email: 'lena@a.example' }, { id: 'lena', now: Date.now() })
    await call(`/api/flows/${id}/draft`, { method: 'PUT', json: { document: { ...good, name: 'Later' }, rev: 1 } })
    await call(`/api/flows/${id}/publish`, { json: { rev: 2, base: 1, note: '' } })
    for (const each of ['max', 'ida']) await world.receive({ name: each, email: `${each}@a.example` }, { id: each, now: Date.now() })
    const { versions } = (await (await call(`/api/flows/${id}/versions`)).json()) as { versions: { number: number; note: string; by: string; isLive: boolean; open: number; at: number }[] }
    expect(versions.map(({ number, note, isLive, open }) => [number, note, isLive, open])).toEqual([[2, '', true, 2], [1, 'The first', false, 1]])
    expect(versions.every(({ by, at }) => by === 'Owner' && at > 0)).toBe(true)
  })

  it('are read whole, as they were published', async () => {
    const id = await create(good)
    await call(`/api/flows/${id}/publish`, { json: { rev: 1, base: null, note: '' } })
    await call(`/api/flows/${id}/draft`, { method: 'PUT', json: { document: { ...good, name: 'Later' }, rev: 1 } })
    expect(await (await call(`/api/flows/${id}/versions/1`)).json()).toEqual({ number: 1, document: good })
    expect((await call(`/api/flows/${id}/versions/2`)).status).toBe(404)
    expect((await call(`/api/flows/${id}/versions/zero`)).status).toBe(400)
    expect((await call('/api/flows/nothing/versions')).status).toBe(404)
  })
})

describe('saving', () => {
  it('never overwrites somebody else’s draft', async () => {
    const id = await create(good)
    expect((await call(`/api/flows/${id}/draft`, { method: 'PUT', json: { document: { ...good, name: 'Mine' }, rev: 1 } })).status).toBe(200)
    const refused = await error(await call(`/api/flows/${id}/draft`, { method: 'PUT', json: { document: { ...good, name: 'Theirs' }, rev: 1 } }))
    expect([refused.status, refused.code]).toEqual([409, 'draft-changed'])
    expect(await (await call(`/api/flows/${id}`)).json()).toMatchObject({ draft: { name: 'Mine' }, rev: 2 })
  })

  it('keeps steps of a kind that is not known here', async () => {
    const id = await create({ ...good, nodes: [...good.nodes, { ...good.nodes[0], id: 'new', type: 'from-the-future', params: { deep: [1, { two: null }] } }] })
    const { draft } = (await (await call(`/api/flows/${id}`)).json()) as { draft: typeof good }
    expect(draft.nodes.at(-1)).toMatchObject({ type: 'from-the-future', params: { deep: [1, { two: null }] } })
  })

  it('keeps what a newer Watertight wrote into steps, lines, notes, groups and the flow itself', async () => {
    const note = { id: 'n', text: 'Agreed', position: { x: 0, y: 0 }, size: { width: 200, height: 100 }, colour: 'yellow', seenBy: ['mo'] }
    const group = { id: 'g', name: 'Both', nodes: ['nap', 'done'], collapsed: true, tint: 'teal' }
    const newer = { ...good, nodes: good.nodes.map((node) => ({ ...node, pinned: { at: 1 } })), edges: good.edges.map((edge) => ({ ...edge, weight: 3 })), notes: [note], groups: [group], owner: { team: 'ops' } }
    const id = await create(newer)
    const { draft } = (await (await call(`/api/flows/${id}`)).json()) as { draft: typeof good }
    expect(draft).toEqual(newer)
    expect((await call(`/api/flows/${id}/draft`, { method: 'PUT', json: { document: draft, rev: 1 } })).status).toBe(200)
    expect(((await (await call(`/api/flows/${id}`)).json()) as { draft: unknown }).draft).toEqual(newer)
  })

  it('refuses to open a draft of a newer form in words, and leaves it as it is', async () => {
    const id = await create(good)
    world.db.$client.prepare("update flows set draft = json_set(draft, '$.formatVersion', 99)").run()
    const refused = await error(await call(`/api/flows/${id}`))
    expect([refused.status, refused.message]).toEqual([409, expect.stringMatching(/newer Watertight.*Upgrade/)])
    expect((await error(await call(`/api/flows/${id}`, { method: 'PATCH', json: { name: 'Other' } }))).message).toMatch(/newer Watertight/)
    expect(world.db.$client.prepare("select json_extract(draft, '$.formatVersion') from flows").pluck().get()).toBe(99)
  })

  it.each([
    ['201 notes', { notes: Array.from({ length: 201 }, (_, index) => ({ id: `n${index}`, text: '', position: { x: 0, y: 0 }, size: { width: 200, height: 100 }, colour: 'yellow' })) }, /at most 200 notes/],
    ['a note of more than 4,000 characters', { notes: [{ id: 'n', text: 'x'.repeat(4_001), position: { x: 0, y: 0 }, size: { width: 200, height: 100 }, colour: 'yellow' }] }, /notes\.0\.text/],
    ['a step in two groups', { groups: ['g', 'h'].map((id) => ({ id, name: id, nodes: ['nap'], collapsed: false })) }, /one group at most/],
  ])('refuses %s', async (_name, more, message) => {
    expect((await error(await call('/api/flows', { json: { document: { ...good, ...more } } }))).message).toMatch(message)
  })
})
