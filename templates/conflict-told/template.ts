import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const steps: TemplateStep[] = [
  {
    title: 'How the owner is told',
    help: 'At most once for each conflict.',
    asks: [
      {
        kind: 'choices', name: 'channels', label: 'They are told by', help: 'The list of all conflicts stands under Records.',
        options: [{ value: 'notice', label: 'Desktop' }, { value: 'email', label: 'E-mail' }, { value: 'slack', label: 'Slack' }], places: [{ node: 'tell-owner', param: 'channels' }, { node: 'tell-flows', param: 'channels' }],
      },
    ],
  },
]

export const conflictTold = templateOf({
  name: 'conflict-told',
  title: 'Conflict told and settled',
  tagline: 'Where two of us would reach one person at once, one waits, and the owner knows.',
  story:
    'A letter is due while a colleague is in touch, or two flows want the same person. The letter is held, or the flow that matters less gives way: that happens by itself, before anything reaches the person. This flow tells the owner what waits, why and until when, so that they can stop it, or let it go.',
  flow: readTemplateFlow(source),
  steps,
  presets: [{ name: 'desktop', title: 'On the desktop', values: { channels: ['notice'] } }],
  sampleEvents,
  examples,
})
