import fc from 'fast-check'
import { library } from '#nodes/definitions'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, seconds, startedBy, when } from './build-flow'

type Step = [type: string, params: Record<string, unknown>]
type Steps = Record<string, Step>
type Ways = Record<string, string>

/** A piece of a flow with one way in; it leads on to `next`, and its other ways to `next` or an end. */
type Piece = (name: string, next: string, pick: () => number) => { entry: string; steps: Steps; ways: Ways }

const event = { id: 'a', type: 'email.replied', field: '', equals: '' }
/** No two sums of these are likely to fall on the same second: what happens first is the same in both drivers. */
const anyLength = fc.integer({ min: 31, max: 900 }).map(seconds)

/** Random settings for each kind of step that stays within our own records. */
const quietStep: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((limit): Step => ['branch', when('lead.amount', '>', limit)]),
  fc.constantFrom('left', 'right').map((word): Step => ['branch', when('lead.note', '=', word)]),
  fc.integer({ min: 0, max: 100 }).map((limit): Step => ['switch', { ways: [{ id: 'a', name: 'A', ...when('lead.amount', '<', limit) }, { id: 'b', name: 'B', ...when('lead.note', 'notNull') }] }]),
  fc.integer({ min: 0, max: 100 }).map((value): Step => ['update-record', { changes: [{ field: 'lead.amount', value: String(value) }] }]),
  fc.constantFrom('left', 'right', '{{ lead.amount }}', '{{ vars.seen }}', '{{ item.number }}').map((value): Step => ['update-record', { changes: [{ field: 'lead.note', value }] }]),
  fc.constantFrom('much', '').map((value): Step => ['update-record', { changes: [{ field: 'lead.score', value }] }]),
  fc.constant<Step>(['set', { values: [{ name: 'seen', value: '{{ lead.amount }}' }] }]),
  anyLength.map((duration): Step => ['wait', { duration }]),
  fc.constantFrom('lead.receivedAt', 'lead.more.never').map((dateField): Step => ['wait', { kind: 'date-field', dateField, offset: 'after', by: seconds(77) }]),
  anyLength.map((window): Step => ['await-event', { events: [event], window, lookBack: seconds(120) }]),
  fc.tuple(anyLength, fc.constantFrom('one', 'all')).map(([window, need]): Step => ['approval', { who: 'people', people: ['ann', 'max'], need, window }]),
  fc.constant<Step>(['work-item', { title: 'See {{ lead.note }}' }]),
  fc.constant<Step>(['add-note', { text: 'Saw {{ lead.note }}' }]),
)

/** Steps that ask one rep at a time, or tell people: a run does one after another of these. */
const peopleStep: fc.Arbitrary<Step> = fc.oneof(
  anyLength.map((window): Step => ['await-ack', { window }]),
  fc.constantFrom(1, 2).map((maxAsks): Step => ['route', { team: 'team', maxAsks }]),
  fc.constant<Step>(['notify', { to: ['assignee'], channels: ['email', 'notice'] }]),
  fc.constant<Step>(['queue', { queue: 'queue' }]),
  fc.constant<Step>(['on-call', { rota: 'rota' }]),
)

const one = (step: Step): Piece => (name, next, pick) => {
  const [type, params] = step
  const definition = library[type]
  const outlets = definition?.outlets(definition.params.parse(params)) ?? []
  return { entry: name, steps: { [name]: step }, ways: Object.fromEntries(outlets.map((outlet, index) => [`${name}.${outlet.name}`, index > 0 && pick() % 4 === 0 ? 'stop' : next])) }
}

const inRow = (pieces: Piece[]): Piece => (name, next, pick) => {
  const made: ReturnType<Piece>[] = []
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    const entry = made[0]?.entry ?? next
    made.unshift((pieces[index] as Piece)(`${name}${index}`, entry, pick))
  }
  return { entry: made[0]?.entry ?? next, steps: Object.assign({}, ...made.map((each) => each.steps)), ways: Object.assign({}, ...made.map((each) => each.ways)) }
}

const parallel = (branches: Piece[], need: 'all' | 'first'): Piece => (name, next, pick) => {
  const made = branches.map((branch, index) => branch(`${name}${'pqr'[index]}`, `${name}join`, pick))
  return {
    entry: `${name}fork`,
    steps: { [`${name}fork`]: ['fork', { ways: made.map((_, index) => ({ id: `w${index}`, name: `W${index}` })) }], [`${name}join`]: ['join', { need }], ...Object.assign({}, ...made.map((each) => each.steps)) },
    ways: {
      ...Object.fromEntries(made.map((each, index) => [`${name}fork.w${index}`, each.entry])), [`${name}join.done`]: next, [`${name}join.incomplete`]: pick() % 2 === 0 ? next : 'stop',
      ...Object.assign({}, ...made.map((each) => each.ways)),
    },
  }
}

const round = (body: Piece, head: Step): Piece => (name, next, pick) => {
  const made = body(`${name}b`, `${name}each`, pick)
  return { entry: `${name}each`, steps: { [`${name}each`]: head, ...made.steps }, ways: { [`${name}each.each`]: made.entry, [`${name}each.done`]: next, ...made.ways } }
}

const anyHead = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((times): Step => ['repeat', { times }]),
  fc.constantFrom('x', 'x\ny\nz').map((lines): Step => ['for-each', { over: 'lines', lines }]),
  fc.constant<Step>(['for-each', { over: 'list', list: 'lead.skills' }]),
)

const { quiet } = fc.letrec<{ quiet: Piece }>((tie) => ({
  quiet: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: quietStep.map(one) },
    { weight: 2, arbitrary: fc.array(tie('quiet'), { minLength: 1, maxLength: 3 }).map(inRow) },
    { weight: 2, arbitrary: fc.tuple(fc.array(tie('quiet'), { minLength: 2, maxLength: 3 }), fc.constantFrom('all' as const, 'first' as const)).map(([branches, need]) => parallel(branches, need)) },
    { weight: 1, arbitrary: fc.tuple(tie('quiet'), anyHead).map(([body, head]) => round(body, head)) },
  ),
}))

/** Any flow of any ops; `child` is the id of a flow that it may run. */
export const anyFlow: fc.Arbitrary<(child: string) => FlowDocument> = fc
  .tuple(fc.array(fc.oneof({ weight: 3, arbitrary: quiet.map((piece) => ({ piece, isSub: false })) }, { weight: 2, arbitrary: peopleStep.map((step) => ({ piece: one(step), isSub: false })) }, { weight: 1, arbitrary: fc.constant({ piece: undefined, isSub: true }) }), { minLength: 1, maxLength: 6 }), fc.array(fc.nat(), { minLength: 8, maxLength: 24 }))
  .map(([parts, picks]) => (child) => {
    let at = 0
    const pick = () => picks[at++ % picks.length] ?? 0
    const pieces = parts.map(({ piece }) => piece ?? one(['sub-flow', { flow: child, limit: seconds(600) }]))
    const { steps, ways, entry } = inRow(pieces)('s', 'stop', pick)
    const first = { [entry]: steps[entry] as Step }
    return buildFlow({ ...first, ...steps, stop: ['end', { reason: 'completed' }] }, ways)
  })

/** What people and systems do: at odd halves of seconds, so that nothing falls on the instant of a timer. */
export const anyActs = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 60 }).map((step) => step * 20_000 + 11_500), what: fc.constantFrom('have-it' as const, 'pass-on' as const, 'event' as const, 'approve' as const, 'reject' as const, 'pause' as const, 'resume' as const) }),
  { maxLength: 6 },
)
export type Act = ReturnType<typeof anyActs.generate>['value'][number]

/** A flow for others to run. */
export function childFlow(): FlowDocument {
  const flow = buildFlow({ may: ['branch', when('lead.note', '=', 'left')], nap: ['wait', { duration: seconds(45) }], bad: ['update-record', { changes: [{ field: 'lead.score', value: 'much' }] }], done: ['end', {}] }, { 'may.yes': 'bad', 'may.no': 'nap', 'nap.done': 'done', 'bad.done': 'done' })
  return { ...startedBy('manual-trigger', flow), name: 'Child' }
}
