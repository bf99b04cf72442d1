import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const hours = (amount: number): Duration => ({ amount, unit: 'h' })

const steps: TemplateStep[] = [
  {
    title: 'Who decides',
    help: 'Leads of somebody who has too much to do go to others of the team who have room.',
    asks: [
      { kind: 'number', name: 'askAbove', label: 'Move so many leads without asking', help: 'When more would move, the manager is asked first. 0: the manager is asked each time.', min: 0, max: 200, places: [{ node: 'plan', param: 'askAbove' }] },
      { kind: 'duration', name: 'window', label: 'The manager answers within', help: 'After that nothing moves, and the manager gets a task.', common: [hours(1), hours(4), { amount: 1, unit: 'd' }], places: [{ node: 'ask', param: 'window' }] },
    ],
  },
  {
    title: 'What goes',
    help: 'Uncontacted leads go first, then the youngest. Nobody gets more than their room.',
    asks: [
      { kind: 'number', name: 'downTo', label: 'Give away until so much of the room is taken, in %', help: '100: only what is above the room. 80 leaves some of it free for what comes next.', min: 10, max: 100, places: [{ node: 'plan', param: 'downTo' }, { node: 'move', param: 'downTo' }] },
      { kind: 'number', name: 'keepTouchedDays', label: 'A lead with contact stays for (days)', help: 'Whoever spoke with the lead within this time keeps it. 0: it may go as well.', min: 0, max: 90, places: [{ node: 'plan', param: 'keepTouchedDays' }, { node: 'move', param: 'keepTouchedDays' }] },
      { kind: 'number', name: 'keepTakenHours', label: 'A lead that was just taken stays for (hours)', help: 'Whoever said “I have it” within this time keeps it. 0: it may go as well.', min: 0, max: 168, places: [{ node: 'plan', param: 'keepTakenHours' }, { node: 'move', param: 'keepTakenHours' }] },
    ],
  },
  {
    title: 'How people are told',
    help: 'The manager and the person hear what moved, and where nobody could take over.',
    asks: [
      {
        kind: 'choices', name: 'channels', label: 'They are told by', help: 'Several ways at once are safer than one.',
        options: [{ value: 'notice', label: 'Desktop' }, { value: 'email', label: 'E-mail' }, { value: 'webhook', label: 'Webhook' }, { value: 'slack', label: 'Slack' }],
        places: [{ node: 'tell-ask', param: 'channels' }, { node: 'tell', param: 'channels' }, { node: 'tell-none', param: 'channels' }],
      },
    ],
  },
]

const calm = { window: hours(4), downTo: 80, keepTouchedDays: 3, keepTakenHours: 4, channels: ['notice', 'email'] }

export const overloadGuard = templateOf({
  name: 'overload-guard',
  title: 'Overload guard',
  tagline: 'Whoever has too much to do gets nothing new, and what waits goes to others who have room: at once, or once the manager agrees.',
  story:
    'Somebody has more leads than room, next to no room for a whole day, or ten late tasks. Nothing new comes to them; that is so with every flow that picks the best rep. Then it is worked out which of their leads others could take: those that nobody has contacted first, then the youngest, never one with contact of late. Their manager sees the list and agrees, or a few move without asking. What has changed by then stays where it is, and both hear what moved.',
  flow: readTemplateFlow(source),
  steps,
  presets: [
    { name: 'propose', title: 'Propose: the manager agrees first', values: { ...calm, askAbove: 0 } },
    { name: 'act', title: 'Act: up to 20 leads move at once', values: { ...calm, askAbove: 20 } },
  ],
  sampleEvents,
  examples,
})
