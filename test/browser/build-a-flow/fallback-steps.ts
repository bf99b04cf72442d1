/** What is built by hand: each way that is gone on from, in order, to a new step of this kind with this name, or to one that is there. */
export interface BuiltWay {
  from: string
  way: string
  to: string
  /** Title of the kind of step; absent where the step is there. */
  kind?: string
}

/**
 * Fallback routing as somebody would draw it: the best rep, the next best, the queue, whoever is on duty, the leaders. Three things are wrong on
 * purpose, and mended later: no queue is chosen, “Nobody on duty” leads nowhere, and a step stands where nothing leads to.
 */
export const builtWays: BuiltWay[] = [
  { from: 'A lead arrives', way: 'Goes on', kind: 'Pick the best rep', to: 'First choice' },
  { from: 'First choice', way: 'Rep found', kind: 'Tell someone', to: 'Tell the first' },
  { from: 'First choice', way: 'Nobody free', kind: 'Put in a queue', to: 'Overflow' },
  { from: 'Tell the first', way: 'Goes on', kind: 'Wait for an answer', to: 'First answers' },
  { from: 'Tell the first', way: 'Nobody could be told', kind: 'Pick the best rep', to: 'Second choice' },
  { from: 'First answers', way: 'Nobody answered', to: 'Second choice' },
  { from: 'First answers', way: 'I have it', kind: 'End', to: 'Has an owner' },
  { from: 'First answers', way: 'Passed on', to: 'Second choice' },
  { from: 'Second choice', way: 'Rep found', kind: 'Tell someone', to: 'Tell the second' },
  { from: 'Second choice', way: 'Nobody free', to: 'Overflow' },
  { from: 'Tell the second', way: 'Goes on', kind: 'Wait for an answer', to: 'Second answers' },
  { from: 'Tell the second', way: 'Nobody could be told', to: 'Overflow' },
  { from: 'Second answers', way: 'Nobody answered', to: 'Overflow' },
  { from: 'Second answers', way: 'I have it', to: 'Has an owner' },
  { from: 'Second answers', way: 'Passed on', to: 'Overflow' },
  { from: 'Overflow', way: 'Goes on', kind: 'Tell someone', to: 'Tell the watchers' },
  { from: 'Tell the watchers', way: 'Goes on', kind: 'Wait for an answer', to: 'Somebody claims it' },
  { from: 'Tell the watchers', way: 'Nobody could be told', to: 'Somebody claims it' },
  { from: 'Somebody claims it', way: 'Nobody answered', kind: 'Call who is on duty', to: 'On duty' },
  { from: 'Somebody claims it', way: 'I have it', to: 'Has an owner' },
  { from: 'Somebody claims it', way: 'Passed on', to: 'On duty' },
  { from: 'On duty', way: 'Somebody on duty', kind: 'Tell someone', to: 'Tell duty' },
  { from: 'Tell duty', way: 'Goes on', kind: 'Wait for an answer', to: 'Duty answers' },
  { from: 'Tell duty', way: 'Nobody could be told', to: 'Duty answers' },
  { from: 'Duty answers', way: 'Nobody answered', to: 'On duty' },
  { from: 'Duty answers', way: 'I have it', to: 'Has an owner' },
  { from: 'Duty answers', way: 'Passed on', kind: 'Tell someone', to: 'Tell the leaders' },
  { from: 'Tell the leaders', way: 'Goes on', kind: 'Wait for an answer', to: 'Leaders answer' },
  { from: 'Tell the leaders', way: 'Nobody could be told', to: 'Leaders answer' },
  { from: 'Leaders answer', way: 'Nobody answered', to: 'On duty' },
  { from: 'Leaders answer', way: 'I have it', to: 'Has an owner' },
  { from: 'Leaders answer', way: 'Passed on', to: 'On duty' },
]

/** What is set in the forms: a choice, a text or number, or a tick. */
export interface BuiltSetting {
  step: string
  field: string
  choose?: string
  write?: string
  tick?: true
}

const quick = (step: string): BuiltSetting[] => [{ step, field: 'Amount', write: '20' }, { step, field: 'Unit', choose: 'seconds' }]

export const builtSettings: BuiltSetting[] = [
  { step: 'First choice', field: 'Team', choose: 'Sales West' },
  { step: 'Second choice', field: 'Team', choose: 'Sales West' },
  { step: 'Has an owner', field: 'Because', choose: 'Somebody has it' },
  { step: 'On duty', field: 'Rota', choose: 'Sales on call' },
  ...quick('First answers'), ...quick('Second answers'), ...quick('Somebody claims it'), ...quick('Duty answers'), ...quick('Leaders answer'),
  { step: 'Tell the watchers', field: 'The queue’s watchers', tick: true },
  { step: 'Tell the leaders', field: 'The executives', tick: true },
]
