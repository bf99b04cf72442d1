import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const min = (amount: number): Duration => ({ amount, unit: 'min' })
const seconds = (amount: number): Duration => ({ amount, unit: 's' })
const windows: Duration[] = [seconds(30), min(2), min(5), min(15), { amount: 1, unit: 'h' }]

const steps: TemplateStep[] = [
  {
    title: 'Who answers',
    help: 'Leads go to the best free rep of one team.',
    asks: [
      { kind: 'team', name: 'team', label: 'Which team gets the leads?', help: 'Reps are ranked by room, skill, results and presence.', places: [{ node: 'first', param: 'team' }, { node: 'next', param: 'team' }] },
      { kind: 'number', name: 'leastRoom', label: 'Nothing new for reps with less room left than, in %', help: 'They are asked again as soon as room frees. 0: everybody who is not full is asked.', min: 0, max: 90, places: [{ node: 'first', param: 'leastRoom' }, { node: 'next', param: 'leastRoom' }] },
    ],
  },
  {
    title: 'How long they have',
    help: 'When nobody answers in time, the lead goes on by itself.',
    asks: [
      { kind: 'duration', name: 'firstWindow', label: 'The first rep answers within', help: 'Then the next best rep is asked.', common: windows, places: [{ node: 'wait-first', param: 'window' }] },
      { kind: 'duration', name: 'nextWindow', label: 'Each next rep answers within', help: 'Their manager is told as well.', common: windows, places: [{ node: 'wait-next', param: 'window' }] },
      { kind: 'number', name: 'nextReps', label: 'How many more reps are asked', help: 'One after another, before the lead goes to the overflow queue.', min: 1, max: 10, places: [{ node: 'next', param: 'maxAsks' }] },
    ],
  },
  {
    title: 'When nobody answers',
    help: 'A lead that no rep takes waits in a queue, and is never out of sight.',
    asks: [
      { kind: 'queue', name: 'queue', label: 'In which queue does it wait?', help: 'Its watchers are told at once, and reminded after 10 and 20 minutes.', places: [{ node: 'overflow', param: 'queue' }] },
      { kind: 'rota', name: 'rota', label: 'Who is called if the queue does not help?', help: 'After 30 minutes (5 for high value) whoever is on duty is called, every 5 minutes until somebody has the lead.', places: [{ node: 'duty', param: 'rota' }] },
    ],
  },
  {
    title: 'How people are told',
    help: 'Several ways at once are safer than one.',
    asks: [
      {
        kind: 'choices', name: 'channels', label: 'Reps and people on duty are told by', help: 'Watchers and executives are told on the desktop and by e-mail.',
        options: [{ value: 'notice', label: 'Desktop' }, { value: 'email', label: 'E-mail' }, { value: 'webhook', label: 'Webhook' }, { value: 'slack', label: 'Slack' }],
        places: [{ node: 'tell-first', param: 'channels' }, { node: 'tell-next', param: 'channels' }, { node: 'tell-duty', param: 'channels' }],
      },
    ],
  },
]

const calm = { leastRoom: 0, nextReps: 2, channels: ['notice', 'email', 'webhook'] }

export const fallbackRouting = templateOf({
  name: 'fallback-routing',
  title: 'Fallback routing',
  tagline: 'Every lead gets somebody who has really taken it: the best rep, the next best, the queue, then whoever is on duty.',
  story:
    'A lead goes to the rep with the best mix of room, skill, results and presence, who is told at once and says “I have it”. If nobody answers in time, the next best is asked and their manager told; then it stands in the overflow queue, where watchers are reminded; then whoever is on duty is called, with manager and executives, again and again until somebody has it. It never ends without an owner.',
  flow: readTemplateFlow(source),
  steps,
  presets: [
    { name: 'standard', title: 'Standard: 15 minutes to answer', values: { ...calm, firstWindow: min(15), nextWindow: min(15) } },
    { name: 'fast', title: 'Fast: 30 seconds to answer', values: { ...calm, firstWindow: seconds(30), nextWindow: seconds(30) } },
  ],
  sampleEvents,
  examples,
})
