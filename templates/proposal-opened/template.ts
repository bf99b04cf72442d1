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
    title: 'How long is no answer',
    help: 'Counted from when the proposal was opened.',
    asks: [
      { kind: 'duration', name: 'answerWithin', label: 'Somebody is in touch within', help: 'Otherwise the owner is asked to call.', common: [hours(24), hours(48), hours(72)], places: [{ node: 'answer', param: 'window' }] },
      { kind: 'duration', name: 'gap2', label: 'The second letter comes after', help: 'Working days.', common: [days(2), days(3), days(5)], places: [{ node: 'gap-2', param: 'businessFor' }] },
    ],
  },
]

export const proposalOpened = templateOf({
  name: 'proposal-opened',
  title: 'Proposal opened, no answer',
  tagline: 'Who has opened a proposal and says nothing is called, then written to, and the manager knows.',
  story:
    'A proposal is opened. If nobody is in touch within two days, the owner is asked to call; if nobody does within a working day, a letter goes in their name, and another three days later. Then owner and manager decide. A signature, an answer, a meeting or a no ends it; slower letters for the same person wait meanwhile.',
  flow: readTemplateFlow(source),
  steps,
  presets: [{ name: 'two-days', title: 'After two days', values: { answerWithin: hours(48), gap2: days(3) } }],
  sampleEvents,
  examples,
})
