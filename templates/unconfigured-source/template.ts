import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const hours = (amount: number): Duration => ({ amount, unit: 'h' })
const day: Duration = { amount: 1, unit: 'd' }

const steps: TemplateStep[] = [
  {
    title: 'How long it may take',
    help: 'The source’s leads are with the default pool all the while. What takes long is that they may be with the wrong people.',
    asks: [
      { kind: 'duration', name: 'window', label: 'Revenue operations say where they belong within', help: 'Then they are reminded.', common: [hours(1), hours(4), day], places: [{ node: 'first', param: 'window' }] },
      { kind: 'duration', name: 'secondWindow', label: 'After the reminder, within', help: 'Then the executives hear of it as well, and again after each such time until there is a rule.', common: [hours(4), day], places: [{ node: 'second', param: 'window' }, { node: 'last', param: 'window' }] },
      {
        kind: 'choice', name: 'counts', label: 'These times are counted in', help: 'Working time leaves out nights, days off and holidays; a day of it is one working day.',
        options: [{ value: 'clock', label: 'Time by the clock' }, { value: 'business', label: 'Working time' }],
        places: [{ node: 'first', param: 'counts' }, { node: 'second', param: 'counts' }, { node: 'last', param: 'counts' }],
      },
    ],
  },
  {
    title: 'How people are told',
    help: 'Revenue operations are those who watch the default pool’s queue.',
    asks: [
      {
        kind: 'choices', name: 'channels', label: 'They are reminded by', help: 'The first time each of them has a task, a notice and an e-mail.',
        options: [{ value: 'notice', label: 'Desktop' }, { value: 'email', label: 'E-mail' }, { value: 'webhook', label: 'Webhook' }, { value: 'slack', label: 'Slack' }],
        places: [{ node: 'remind', param: 'channels' }, { node: 'tell-top', param: 'channels' }],
      },
    ],
  },
]

const channels = ['notice', 'email']

export const unconfiguredSource = templateOf({
  name: 'unconfigured-source',
  title: 'Source without a rule',
  tagline: 'When leads begin to come from somewhere new, the default pool has them, and somebody says where they belong.',
  story:
    'A new form, list or partner sends its first lead. No rule speaks of it, so the lead goes to the default pool: it has an owner from the first minute. Revenue operations are asked where such leads belong. Nobody hears of it again once they have said so. Otherwise they are reminded; then the executives hear of it, once each working day, until the source has its rule.',
  flow: readTemplateFlow(source),
  steps,
  presets: [
    { name: 'day', title: 'Within half a working day', values: { window: hours(4), secondWindow: day, counts: 'business', channels } },
    { name: 'hour', title: 'Within the hour, day and night', values: { window: hours(1), secondWindow: hours(4), counts: 'clock', channels } },
  ],
  sampleEvents,
  examples,
})
