import { beforeEach, describe, expect, it } from 'vitest'
import { createWorld, type World } from '#test/conformance/world'
import { templates } from '#templates/templates'
import { createTestApp } from '../harness/app/create-test-app'

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  ;({ call } = await createTestApp(world))
})

interface Places {
  references: Record<'teams' | 'queues' | 'rotas' | 'people', { id: string; name: string }[]>
  staff: Record<string, number>
}
const places = async () => (await (await call('/api/references')).json()) as Places
const make = (json: unknown) => call('/api/references', { json })
const fromTemplate = (json: unknown) => call('/api/flows/from-template', { json })
const flow = async (id: string) => (await (await call(`/api/flows/${id}`)).json()) as { draft: { name: string; nodes: { id: string; params: Record<string, unknown> }[] } }

describe('a flow from a template', () => {
  it('has the values and the ids that were chosen, at all their places; what was not chosen stays open', async () => {
    const { id } = (await (await fromTemplate({ template: 'fallback-routing', preset: 'fast', values: { firstWindow: { amount: 2, unit: 'min' } }, references: { team: 'T' } })).json()) as { id: string }
    const params = Object.fromEntries((await flow(id)).draft.nodes.map((node) => [node.id, node.params]))
    expect([params.first?.team, params.next?.team, params.overflow?.queue, params.duty?.rota]).toEqual(['T', 'T', '', ''])
    expect([params['wait-first']?.window, params['wait-next']?.window]).toEqual([{ amount: 2, unit: 'min' }, { amount: 30, unit: 's' }])
  })

  it('brings the template’s examples as long as it is as they say, and none where something else was chosen', async () => {
    const examplesOf = async (body: object) => {
      const { id } = (await (await fromTemplate({ template: 'overload-guard', ...body })).json()) as { id: string }
      return ((await (await call(`/api/examples?flow=${id}`)).json()) as { examples: { name: string }[] }).examples.map(({ name }) => name)
    }
    expect(await examplesOf({ preset: 'propose', values: { downTo: 80 } })).toEqual(['The manager agrees', 'The manager says no', 'The manager does not answer'])
    expect(await examplesOf({ preset: 'propose', values: { askAbove: 3 } })).toEqual([])
    expect(await examplesOf({ preset: 'act' })).toEqual([])
  })

  it('gets a number behind its name when the name is taken, however long it is', async () => {
    const names = []
    const long = '🚰'.repeat(150)
    for (const name of ['Night', 'Night', 'Night', long, long]) {
      const { id } = (await (await fromTemplate({ template: 'fallback-routing', preset: 'fast', name })).json()) as { id: string }
      names.push((await flow(id)).draft.name)
    }
    expect(names).toEqual(['Night', 'Night (2)', 'Night (3)', long, `${'🚰'.repeat(148)} (2)`])
  })

  it.each([
    ['an unknown template', { template: 'none', preset: 'fast' }, 404],
    ['an unknown preset', { template: 'fallback-routing', preset: 'none' }, 404],
    ['a wrong length of time', { template: 'fallback-routing', preset: 'fast', values: { firstWindow: { amount: -1, unit: 'min' } } }, 400],
  ])('is refused for %s', async (_what, body, status) => {
    expect((await fromTemplate(body)).status).toBe(status)
  })

  it('can be made from each template with each of its presets', async () => {
    const listed = (await (await call('/api/templates')).json()) as { templates: { name: string; presets: { name: string }[] }[] }
    expect(listed.templates.map(({ name }) => name)).toEqual(templates.map(({ name }) => name))
    for (const { name, presets } of listed.templates) for (const preset of presets) expect((await fromTemplate({ template: name, preset: preset.name })).status).toBe(201)
  })
})

describe('what a template needs and is not here', () => {
  it('a queue with watchers and a rota with people on duty are made, and counted', async () => {
    const { references } = await places()
    const people = references.people.slice(0, 2).map(({ id }) => id)
    for (const kind of ['queue', 'rota']) expect((await make({ kind, name: `New ${kind}`, people })).status).toBe(201)
    const after = await places()
    const rota = after.references.rotas.find(({ name }) => name === 'New rota')
    expect(after.references.queues.find(({ name }) => name === 'New queue')).toMatchObject({ watchers: people.length })
    expect(after.staff[rota?.id ?? '']).toBe(people.length)
  })

  it('people are added to a queue that nobody watches, once each', async () => {
    const { id } = (await (await make({ kind: 'queue', name: 'Empty', people: [] })).json()) as { id: string }
    const [person] = (await places()).references.people
    for (let times = 0; times < 2; times += 1) expect((await call(`/api/references/queue/${id}/people`, { json: { people: [person?.id] } })).status).toBe(200)
    expect((await places()).references.queues.find((each) => each.id === id)).toMatchObject({ watchers: 1 })
  })

  it.each([
    ['a rota without anybody', { kind: 'rota', name: 'Rota', people: [] }],
    ['somebody who is not here', { kind: 'queue', name: 'Queue', people: ['nobody'] }],
    ['no name', { kind: 'team', name: '  ' }],
  ])('is refused with %s, and nothing is half done', async (_what, body) => {
    const before = await places()
    expect((await make(body)).status).toBe(400)
    expect(await places()).toEqual(before)
  })
})

describe('files', () => {
  const post = async (document: unknown) => (await (await call('/api/flows/import', { json: { document } })).json()) as { id: string; name: string; missing: { kind: string; name?: string; nodes: string[] }[] }
  const exported = async (id: string) => (await call(`/api/flows/${id}/export`)).text()

  it('are the same to the byte after export, import and export, for every template and preset', async () => {
    const { references } = await places()
    const people = references.people.slice(0, 1).map(({ id }) => id)
    const ids: Record<string, string> = {}
    for (const kind of ['team', 'queue', 'rota']) ids[kind] = ((await (await make({ kind, name: `The ${kind}`, people: kind === 'team' ? [] : people })).json()) as { id: string }).id
    for (const { name, presets, steps } of templates) {
      const needs = Object.fromEntries(steps.flatMap((step) => step.asks.flatMap((ask) => (ids[ask.kind] ? [[ask.name, ids[ask.kind]]] : []))))
      for (const preset of presets) {
        const { id } = (await (await fromTemplate({ template: name, preset: preset.name, references: needs })).json()) as { id: string }
        const first = await exported(id)
        for (const { kind } of steps.flatMap((step) => step.asks)) if (ids[kind]) expect(first).toContain(`"The ${kind}"`)
        await call(`/api/flows/${id}`, { method: 'DELETE' })
        const again = await post(JSON.parse(first))
        expect(again.missing).toEqual([])
        expect(await exported(again.id)).toBe(first)
        await call(`/api/flows/${again.id}`, { method: 'DELETE' })
      }
    }
  })

  it('find what they refer to by its name, and list the rest with its steps; nothing of it is dropped', async () => {
    const { id: here } = (await (await make({ kind: 'team', name: 'emea sales ' })).json()) as { id: string }
    const document = templates[0]?.build('fast', { team: 'theirs', queue: 'their-queue', rota: '' })
    const brought = await post({ ...document, names: { team: { theirs: 'EMEA Sales' }, queue: { 'their-queue': 'Night desk' } } })
    expect(brought.missing).toEqual([{ kind: 'queue', id: 'their-queue', name: 'Night desk', nodes: ['overflow'] }])
    const { draft } = await flow(brought.id)
    expect(draft.nodes.find(({ id }) => id === 'first')?.params.team).toBe(here)
    expect(draft).toMatchObject({ names: { queue: { 'their-queue': 'Night desk' } } })
    expect(draft).not.toHaveProperty('names.team')
    const refused = (await (await call(`/api/flows/${brought.id}/publish`, { json: { rev: 1, base: null, note: '' } })).json()) as { error: { details: { diagnostics: { message: string }[] } } }
    expect(refused.error.details.diagnostics.map(({ message }) => message)).toContain('“Overflow queue”: choose another queue; “Night desk” does not exist here.')
  })

  it('brought in twice make two flows, the second with a number', async () => {
    const document = templates[0]?.build('fast', {})
    expect([(await post(document)).name, (await post(document)).name]).toEqual(['Fallback routing', 'Fallback routing (2)'])
  })
})
