import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const min = (amount: number): Duration => ({ amount, unit: 'min' })
const hours = (amount: number): Duration => ({ amount, unit: 'h' })
const day: Duration = { amount: 1, unit: 'd' }

const steps: TemplateStep[] = [
  {
    title: 'How soon somebody calls',
    help: 'Counted from “I have it”. A call, an answer, a meeting or a task that is done counts as contact.',
    asks: [
      { kind: 'duration', name: 'window', label: 'The owner is in touch within', help: 'Nobody hears of it when it is so.', common: [min(5), min(30), hours(1), day], places: [{ node: 'first', param: 'window' }] },
      {
        kind: 'choice', name: 'counts', label: 'This time is counted in', help: 'Working time leaves out nights, days off and holidays; a day of it is one working day.',
        options: [{ value: 'clock', label: 'Time by the clock' }, { value: 'business', label: 'Working time' }],
        places: [{ node: 'first', param: 'counts' }, { node: 'second', param: 'counts' }, { node: 'third', param: 'counts' }, { node: 'last', param: 'counts' }],
      },
    ],
  },
  {
    title: 'When nobody does',
    help: 'First the owner is reminded, then the manager hears of it, then the lead goes to the next best who has room.',
    asks: [
      { kind: 'duration', name: 'secondWindow', label: 'After the reminder, within', help: 'Then the manager is told as well.', common: [min(5), min(30), hours(2)], places: [{ node: 'second', param: 'window' }] },
      { kind: 'duration', name: 'thirdWindow', label: 'After the manager knows, within', help: 'Then the lead goes to somebody else.', common: [min(5), min(30), hours(2)], places: [{ node: 'third', param: 'window' }] },
      { kind: 'number', name: 'times', label: 'How often the lead may move', help: 'After that its manager has to see to it, and is reminded each day until somebody is in touch.', min: 1, max: 10, places: [{ node: 'move', param: 'times' }] },
    ],
  },
  {
    title: 'How people are told',
    help: 'Several ways at once are safer than one.',
    asks: [
      {
        kind: 'choices', name: 'channels', label: 'They are told by', help: 'Whoever gets the lead has it among their own leads at once, with a task to get in touch.',
        options: [{ value: 'notice', label: 'Desktop' }, { value: 'email', label: 'E-mail' }, { value: 'webhook', label: 'Webhook' }, { value: 'slack', label: 'Slack' }],
        places: [{ node: 'remind', param: 'channels' }, { node: 'tell-boss', param: 'channels' }, { node: 'tell-moved', param: 'channels' }, { node: 'tell-top', param: 'channels' }],
      },
    ],
  },
]

const calm = { times: 2, channels: ['notice', 'email'] }

export const uncontacted = templateOf({
  name: 'uncontacted',
  title: 'Uncontacted in time',
  tagline: 'A lead that somebody has taken is contacted within the time you promise, or goes to somebody who does.',
  story:
    'Somebody says “I have it”, and a clock begins. A call, an answer, a meeting or a task that is done stops it, and nobody hears of it. Otherwise the owner is reminded; then the manager hears of it; then the lead goes to the next best who has room, with its history and a task to get in touch, and the clock begins anew. When nobody is left to take it, the manager has a task, and manager and executives hear of it each day until somebody is in touch or the lead is closed.',
  flow: readTemplateFlow(source),
  steps,
  presets: [
    { name: 'hour', title: 'One hour', values: { ...calm, counts: 'clock', window: hours(1), secondWindow: min(30), thirdWindow: min(30) } },
    { name: 'five-minutes', title: 'Five minutes', values: { ...calm, counts: 'clock', window: min(5), secondWindow: min(5), thirdWindow: min(5) } },
    { name: 'business-day', title: 'One working day', values: { ...calm, counts: 'business', window: day, secondWindow: hours(2), thirdWindow: hours(2) } },
  ],
  sampleEvents,
  examples,
})
