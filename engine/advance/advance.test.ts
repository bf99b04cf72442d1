import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engineNumber, type Plan, type Step } from '../plan'
import { advance, isWanted } from './advance'
import type { Command, Event } from './messages'
import { initialState, type State } from './state'

const step = (ways: Record<string, string>, more: Partial<Step> = {}): Step => ({ op: 'branch', type: 'ask', ways, ...more }) as Step
const end = (reason = 'completed'): Step => ({ op: 'end', reason, ways: {} })
const plan = (steps: Record<string, Step>): Plan => ({ engine: engineNumber, entry: Object.keys(steps)[0] ?? '', steps })

/** Answers commands: steps by `node` or `node.visit` (an outlet, or `!code` to fail), lists by their length, waits stay open. */
class Play {
  state = initialState()
  readonly trail: string[] = []
  readonly recorded = new Map<string, string>()
  private readonly queue: Command[] = []
  ending: string | undefined

  constructor(
    private readonly plan: Plan,
    private readonly answers: Record<string, string | number> = {},
  ) {}

  tell(event: Event): this {
    const next = advance(this.plan, this.state, event, 0)
    this.state = next.state
    this.queue.push(...next.commands)
    return this
  }

  /** Carries out what was asked, at most so many commands. */
  run(most = 10_000): this {
    for (let done = 0; done < most; done += 1) {
      const command = this.queue.shift()
      if (!command) return this
      if (isWanted(this.state, command)) this.carryOut(command)
    }
    return this
  }

  private carryOut(command: Command): void {
    switch (command.type) {
      case 'decide':
      case 'call': {
        const key = `${command.step.nodeId}.${command.step.visit}`
        const answer = this.recorded.get(key) ?? String(this.answers[key] ?? this.answers[command.step.nodeId] ?? 'next')
        if (!this.recorded.has(key)) this.trail.push(command.loop ? `${key}[${command.loop.index}]` : key)
        this.recorded.set(key, answer)
        const outcome = answer.startsWith('!') ? { failed: { code: answer.slice(1), message: '' } } : { outlet: answer }
        this.tell({ type: command.type === 'decide' ? 'decided' : 'called', token: command.token, outcome })
        return
      }
      case 'record':
        if (!this.recorded.has(`${command.step.nodeId}.${command.step.visit}`)) this.trail.push(`${command.step.nodeId}.${command.step.visit} ${command.outlet}`.trim())
        this.recorded.set(`${command.step.nodeId}.${command.step.visit}`, command.outlet)
        this.tell({ type: 'recorded', token: command.token })
        return
      case 'open-list':
        this.tell({ type: 'listed', token: command.token, count: command.times ?? Number(this.answers[command.step.nodeId] ?? 0) })
        return
      case 'open-wait':
        this.trail.push(`${command.step.nodeId}.${command.step.visit} opened`)
        this.tell({ type: 'opened', token: command.token, until: 1_000 })
        return
      case 'do-chore':
        this.trail.push(command.chore.type === 'drop' ? `dropped ${command.chore.steps.map(({ nodeId }) => nodeId).join()}` : `reported ${command.chore.failure.code}`)
        this.tell({ type: 'chore-done' })
        return
      case 'end':
        this.ending = command.ending.reason
        this.tell({ type: 'ended' })
        return
      default:
    }
  }

  answer(nodeId: string, outlet: string, visit = 1): this {
    const seq = this.state.cursor + 1
    return this.tell({ type: 'inbox', items: [{ seq, kind: 'answered', nodeId, visit, outlet }], cursor: seq }).run()
  }
}

const begin = (steps: Record<string, Step>, answers: Record<string, string | number> = {}) => new Play(plan(steps), answers).tell({ type: 'started' }).run()

describe('forks and joins', () => {
  const parallel = (need: 'all' | number): Record<string, Step> => ({
    split: { op: 'fork', ways: { a: 'left', b: 'right', c: 'third' } },
    left: step({ next: 'meet' }), right: step({ next: 'pause' }), pause: { op: 'await', type: 'hold', timeout: 'late', ways: { yes: 'meet', late: 'meet' } },
    third: step({ next: 'meet', early: 'stop' }), stop: end('rejected'),
    meet: { op: 'join', need, ways: { done: 'after', incomplete: 'partly' } }, after: step({ next: 'finish' }), partly: step({ next: 'finish' }), finish: end(),
  })

  it('a join runs once, when the last branch has come', () => {
    const play = begin(parallel('all'))
    expect(play.trail).toEqual(['split.1 *', 'left.1', 'right.1', 'third.1', 'pause.1 opened'])
    play.answer('pause', 'yes')
    expect(play.trail.slice(5)).toEqual(['meet.1 done', 'after.1'])
    expect(play.ending).toBe('completed')
  })

  it('a join that needs one goes on with the first and drops the others, their waits too', () => {
    const play = begin(parallel(1))
    expect(play.trail).toEqual(['split.1 *', 'left.1', 'dropped right,third', 'meet.1 done', 'after.1'])
    expect(play.ending).toBe('completed')
    expect(play.state.tokens).toEqual([])
  })

  it('one branch ended, one failed, one come: the join goes on as incomplete, and the run has failed', () => {
    const play = begin(parallel('all'), { third: 'early', right: '!broken' })
    expect(play.trail).toEqual(['split.1 *', 'left.1', 'right.1', 'third.1', 'reported broken', 'stop.1', 'meet.1 incomplete', 'partly.1'])
    expect(play.ending).toBe('failed')
  })

  it('all branches ended without a join: the run ends with the reason of the last', () => {
    const play = begin({
      split: { op: 'fork', ways: { a: 'one', b: 'two' } }, one: end('queued'), two: step({ next: 'last' }), last: end('rejected'),
    })
    expect(play.ending).toBe('rejected')
  })

  it('a fork within a branch is one branch to the outer join', () => {
    const play = begin({
      outer: { op: 'fork', ways: { a: 'inner', b: 'side' } }, inner: { op: 'fork', ways: { x: 'p', y: 'q' } }, p: step({ next: 'within' }), q: step({ next: 'within' }),
      within: { op: 'join', need: 'all', ways: { done: 'meet', incomplete: 'meet' } }, side: step({ next: 'meet' }),
      meet: { op: 'join', need: 'all', ways: { done: 'finish', incomplete: 'partly' } }, partly: end('rejected'), finish: end(),
    })
    expect(play.trail.filter((each) => /within|meet/.test(each))).toEqual(['within.1 done', 'meet.1 done'])
    expect(play.ending).toBe('completed')
  })

  it('an inner part whose branches all end counts as an ended branch outside', () => {
    const play = begin({
      outer: { op: 'fork', ways: { a: 'inner', b: 'side' } }, inner: { op: 'fork', ways: { x: 'gone', y: 'gone' } }, gone: end('rejected'), side: step({ next: 'meet' }),
      meet: { op: 'join', need: 'all', ways: { done: 'finish', incomplete: 'partly' } }, partly: end('queued'), finish: end(),
    })
    expect(play.ending).toBe('queued')
  })

  it('a merge that two branches pass runs once for each of them', () => {
    const play = begin({
      split: { op: 'fork', ways: { a: 'merge', b: 'detour' } }, detour: step({ next: 'merge' }), merge: step({ next: 'meet' }),
      meet: { op: 'join', need: 'all', ways: { done: 'finish', incomplete: 'finish' } }, finish: end(),
    })
    expect(play.trail.filter((each) => each.startsWith('merge'))).toEqual(['merge.1', 'merge.2'])
    expect(play.ending).toBe('completed')
  })
})

describe('for each', () => {
  const loop = (more: Record<string, Step> = {}): Record<string, Step> => ({
    each: { op: 'forEach', type: 'list', ways: { each: 'body', done: 'finish' } }, body: step({ next: 'each', out: 'finish' }, { loop: 'each' }), finish: end(), ...more,
  })

  it('goes round once for each item, then on', () => {
    const play = begin(loop(), { each: 3 })
    expect(play.trail).toEqual(['body.1[0]', 'body.2[1]', 'body.3[2]', 'each.1 done'])
    expect(play.ending).toBe('completed')
  })

  it('an empty list goes on at once', () => {
    expect(begin(loop(), { each: 0 }).trail).toEqual(['each.1 done'])
  })

  it('a way out of the middle leaves the round', () => {
    const play = begin(loop(), { each: 3, 'body.2': 'out' })
    expect(play.trail).toEqual(['body.1[0]', 'body.2[1]'])
    expect(play.ending).toBe('completed')
  })

  it('a list within a list begins anew in each round', () => {
    const play = begin(
      {
        outer: { op: 'forEach', type: 'list', ways: { each: 'inner', done: 'finish' } }, inner: { op: 'forEach', type: 'list', ways: { each: 'body', done: 'outer' }, loop: 'outer' },
        body: step({ next: 'inner' }, { loop: 'inner' }), finish: end(),
      },
      { outer: 2, inner: 2 },
    )
    expect(play.trail).toEqual(['body.1[0]', 'body.2[1]', 'inner.1 done', 'body.3[0]', 'body.4[1]', 'inner.2 done', 'outer.1 done'])
  })

  it('a fork and its join within each round', () => {
    const play = begin(
      {
        each: { op: 'forEach', type: 'list', ways: { each: 'split', done: 'finish' } }, split: { op: 'fork', ways: { a: 'p', b: 'q' }, loop: 'each' },
        p: step({ next: 'meet' }, { loop: 'each' }), q: step({ next: 'meet' }, { loop: 'each' }),
        meet: { op: 'join', need: 'all', ways: { done: 'each', incomplete: 'finish' }, loop: 'each' }, finish: end(),
      },
      { each: 2 },
    )
    expect(play.trail.filter((each) => each.startsWith('meet'))).toEqual(['meet.1 done', 'meet.2 done'])
    expect(play.trail.filter((each) => each.startsWith('q'))).toEqual(['q.1[0]', 'q.2[1]'])
    expect(play.ending).toBe('completed')
  })
})

describe('holds', () => {
  const one = { ask: step({ next: 'finish' }), finish: end() }

  it('what was put off is asked for again when the run is resumed, and not before', () => {
    const play = new Play(plan(one)).tell({ type: 'started' })
    play.tell({ type: 'held', token: 1 })
    const resumed = advance(plan(one), play.state, { type: 'inbox', items: [{ seq: 1, kind: 'resumed' }], cursor: 1 }, 0)
    expect(resumed.commands.map(({ type }) => type)).toEqual(['decide'])
  })

  it('a call that was put off, and is heard of only after the run was resumed, is asked for again, once', () => {
    const steps = { ask: { op: 'call', type: 'notify', on: 'effects', ways: { next: 'finish' } } as Step, finish: end() }
    const told = new Play(plan(steps)).tell({ type: 'started' }).tell({ type: 'inbox', items: [{ seq: 1, kind: 'resumed' }], cursor: 1 })
    const late = advance(plan(steps), told.state, { type: 'held', token: 1 }, 0)
    expect(late.commands.map(({ type }) => type)).toEqual(['call'])
    // Paused once more meanwhile: now it waits until it is resumed.
    const again = advance(plan(steps), late.state, { type: 'held', token: 1 }, 0)
    expect(again.commands).toEqual([])
    expect(advance(plan(steps), again.state, { type: 'inbox', items: [{ seq: 2, kind: 'resumed' }], cursor: 2 }, 0).commands.map(({ type }) => type)).toEqual(['call'])
    // Runs that began before that was known go on as they did.
    const old = { ...plan(steps), engine: 2 }
    const before = new Play(old).tell({ type: 'started' }).tell({ type: 'inbox', items: [{ seq: 1, kind: 'resumed' }], cursor: 1 })
    expect(advance(old, before.state, { type: 'held', token: 1 }, 0).commands).toEqual([])
  })

  it('what nobody knows is asked for again after a while', () => {
    const play = new Play(plan(one)).tell({ type: 'started' })
    const held = advance(plan(one), play.state, { type: 'held', token: 1, until: 50 }, 0)
    expect(held.commands).toEqual([{ type: 'set-timer', token: 1, until: 50 }])
    expect(advance(plan(one), held.state, { type: 'timer-fired', token: 1 }, 50).commands.map(({ type }) => type)).toEqual(['decide'])
  })

  it('a step that was put off is tried at once when it is woken, and not for what wakes another', () => {
    const steps = { ask: { op: 'call', type: 'send', on: 'effects', ways: { next: 'finish' } } as Step, finish: end() }
    const woken = (play: { state: State }, visit = 1, seq = 1) => advance(plan(steps), play.state, { type: 'inbox', items: [{ seq, kind: 'woken', nodeId: 'ask', visit }], cursor: seq }, 5)
    const putOff = new Play(plan(steps)).tell({ type: 'started' }).tell({ type: 'called', token: 1, retryAt: 900 })
    expect(woken(putOff).commands.map(({ type }) => type)).toEqual(['cancel-timer', 'call'])
    expect(woken(putOff, 2).commands).toEqual([])
    // Woken before its answer is there: what the answer says of a later time counts no more, once.
    const early = woken(new Play(plan(steps)).tell({ type: 'started' }))
    expect(early.commands).toEqual([])
    const answered = advance(plan(steps), early.state, { type: 'called', token: 1, retryAt: 900 }, 5)
    expect(answered.commands).toEqual([{ type: 'set-timer', token: 1, until: 5 }])
    const again = advance(plan(steps), advance(plan(steps), answered.state, { type: 'timer-fired', token: 1 }, 5).state, { type: 'called', token: 1, retryAt: 900 }, 6)
    expect(again.commands).toEqual([{ type: 'set-timer', token: 1, until: 900 }])
    // While a call is under way for a run that goes on, nothing is lost by it.
    expect(advance(plan(steps), early.state, { type: 'called', token: 1, outcome: { outlet: 'next' } }, 5).state.tokens[0]).not.toHaveProperty('woken')
  })

  it('a cancelled run ends with that reason, whatever it is about', () => {
    const play = begin({ hold: { op: 'await', type: 'hold', timeout: 'late', ways: { late: 'finish' } }, finish: end() })
    play.tell({ type: 'inbox', items: [{ seq: 1, kind: 'cancelled', reason: 'cancelled' }], cursor: 1 }).run()
    expect(play.ending).toBe('cancelled')
  })
})

/** Nested lists, forks and joins made at random: each part is entered at its first step and left to `next`. */
type Part = (name: string, next: string, loop: string | undefined) => { entry: string; steps: Record<string, Step> }

const inside = (loop: string | undefined) => (loop === undefined ? {} : { loop })
const partsWith = (needs: ('all' | number)[]) => fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant<Part>((name, next, loop) => ({ entry: name, steps: { [name]: step({ next }, inside(loop)) } })),
    fc.tuple(tie('part'), tie('part')).map(([one, two]): Part => (name, next, loop) => {
      const after = two(`${name}2`, next, loop)
      const before = one(`${name}1`, after.entry, loop)
      return { entry: before.entry, steps: { ...before.steps, ...after.steps } }
    }),
    fc.tuple(fc.array(tie('part'), { minLength: 1, maxLength: 3 }), fc.constantFrom(...needs)).map(([branches, need]): Part => (name, next, loop) => {
      const made = branches.map((branch, index) => branch(`${name}${'abc'[index]}`, `${name}join`, loop))
      return {
        entry: `${name}fork`,
        steps: {
          [`${name}fork`]: { op: 'fork', ways: Object.fromEntries(made.map(({ entry }, index) => [`w${index}`, entry])), ...inside(loop) },
          [`${name}join`]: { op: 'join', need, ways: { done: next, incomplete: next }, ...inside(loop) },
          ...Object.assign({}, ...made.map(({ steps }) => steps)),
        },
      }
    }),
    fc.tuple(tie('part'), fc.integer({ min: 0, max: 3 })).map(([body, times]): Part => (name, next, loop) => {
      const head = `${name}each`
      const made = body(`${name}o`, head, head)
      return { entry: head, steps: { [head]: { op: 'forEach', type: 'repeat', times, ways: { each: made.entry, done: next }, ...inside(loop) }, ...made.steps } }
    }),
  ),
})).part

const plansWith = (needs: ('all' | number)[]) =>
  partsWith(needs).map((make): Plan => {
    const { entry, steps } = make('s', 'finish', undefined)
    return { engine: engineNumber, entry, steps: { ...steps, finish: end() } }
  })
const anyPlan = plansWith(['all', 1, 2])
/** Which branches a join drops depends on how far they were; without such joins the steps taken are always the same. */
const steadyPlan = plansWith(['all'])

describe('any plan', () => {
  it('comes to its end, with no token, group or chore left', () => {
    fc.assert(
      fc.property(anyPlan, (any) => {
        const play = new Play(any).tell({ type: 'started' }).run()
        expect(play.ending).toBe('completed')
        expect([play.state.tokens, Object.keys(play.state.groups ?? {}), play.state.chores ?? []]).toEqual([[], [], []])
        expect(play.recorded.get('finish.1') ?? '').toBe('')
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('begun again from a state of any earlier moment, it takes no step that it did not take before', () => {
    fc.assert(
      fc.property(fc.oneof(steadyPlan, anyPlan.map((one) => ({ ...one, isUnsteady: true }))), fc.nat(60), fc.nat(60), (any, before, after) => {
        const whole = new Play(any).tell({ type: 'started' }).run()
        const play = new Play(any).tell({ type: 'started' }).run(before)
        const snapshot: State = play.state
        play.run(after)
        // A crash: what was asked and not answered is lost, recorded outcomes stay.
        const again = new Play(any)
        again.state = snapshot
        for (const [key, outcome] of play.recorded) again.recorded.set(key, outcome)
        again.tell({ type: 'started' }).run()
        expect(again.state.ended).toBe(true)
        expect(snapshot.ended ? 'completed' : again.ending).toBe('completed')
        if (!('isUnsteady' in any)) expect([...again.recorded.keys()].sort()).toEqual([...whole.recorded.keys()].sort())
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})
