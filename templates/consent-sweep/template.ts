import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const hours = (amount: number): Duration => ({ amount, unit: 'h' })
const days = (amount: number): Duration => ({ amount, unit: 'd' })

const steps: TemplateStep[] = [
  {
    title: 'Elsewhere',
    help: 'What this product does not send itself.',
    asks: [{ kind: 'duration', name: 'sweepWithin', label: 'Off all other lists within', help: 'Working time. The law often allows ten days; people expect less.', common: [hours(4), days(1), days(2)], places: [{ node: 'lists', param: 'due' }] }],
  },
]

export const consentSweep = templateOf({
  name: 'consent-sweep',
  title: 'Consent withdrawal sweep',
  tagline: 'A no is a no everywhere: here at once, and elsewhere by tomorrow.',
  story:
    'Somebody says no, by a link, by STOP, on the phone. Everything that was on its way to them from here has been called off in that moment already. This flow sees to the rest: a note at the lead, a word to whoever has it, and a task for revenue operations to take them off lists in other tools within a working day.',
  flow: readTemplateFlow(source),
  steps,
  presets: [{ name: 'day', title: 'Within a working day', values: { sweepWithin: days(1) } }],
  sampleEvents,
  examples,
})
