import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const min = (amount: number): Duration => ({ amount, unit: 'min' })
const hours = (amount: number): Duration => ({ amount, unit: 'h' })

const steps: TemplateStep[] = [
  {
    title: 'How fast',
    help: 'In working time.',
    asks: [
      { kind: 'duration', name: 'callWithin', label: 'The owner calls within', help: 'Otherwise the manager hears of it.', common: [min(5), min(15), min(30)], places: [{ node: 'called', param: 'window' }, { node: 'call', param: 'due' }] },
      { kind: 'duration', name: 'thenWithin', label: 'After the manager knows, within', help: 'Otherwise a letter goes in the owner’s name.', common: [hours(1), hours(4), hours(8)], places: [{ node: 'later', param: 'window' }] },
    ],
  },
]

export const highIntent = templateOf({
  name: 'high-intent',
  title: 'High-intent jump',
  tagline: 'Who becomes very interested is called at once, and the slow letters wait.',
  story:
    'The score of a lead reaches 70. Whatever slow letters were under way for this person are paused. The owner is asked to call within minutes; if nobody does, the manager hears of it; if still nobody does, a letter goes in the owner’s name. Afterwards the slow letters go on where they stood, their days moved, unless somebody is in touch by then.',
  flow: readTemplateFlow(source),
  steps,
  presets: [{ name: 'quarter', title: 'A quarter of an hour', values: { callWithin: min(15), thenWithin: hours(4) } }],
  sampleEvents,
  examples,
})
