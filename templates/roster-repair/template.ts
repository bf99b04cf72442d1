import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const hours = (amount: number): Duration => ({ amount, unit: 'h' })

const steps: TemplateStep[] = [
  {
    title: 'When it begins',
    help: 'What is with somebody who leaves is handed over at once, whatever you choose; this looks whether all of it found somebody.',
    asks: [
      { kind: 'choice', name: 'event', label: 'Begin when', help: 'Make the flow twice to have both.', options: [{ value: 'rep.left', label: 'Somebody leaves' }, { value: 'rep.away', label: 'Somebody is away for days' }], places: [{ node: 'gone', param: 'event' }] },
    ],
  },
  {
    title: 'Who decides',
    help: 'Leads that are still with them go to their backup, then to the best of the team who has room.',
    asks: [
      { kind: 'number', name: 'askAbove', label: 'Move so many leads without asking', help: 'When more would move, the manager is asked first. 0: the manager is asked each time.', min: 0, max: 200, places: [{ node: 'plan', param: 'askAbove' }] },
      { kind: 'duration', name: 'window', label: 'The manager answers within', help: 'After that they stay where they are, and the manager hears how many.', common: [hours(1), hours(4), { amount: 1, unit: 'd' }], places: [{ node: 'ask', param: 'window' }] },
      { kind: 'number', name: 'keepTouchedDays', label: 'A lead with contact stays for (days)', help: 'Whoever spoke with the lead within this time keeps it. 0: it may go as well.', min: 0, max: 90, places: [{ node: 'plan', param: 'keepTouchedDays' }, { node: 'move', param: 'keepTouchedDays' }] },
    ],
  },
  {
    title: 'What finds nobody',
    help: 'A lead for which nobody has room waits in a queue, and the manager has a task.',
    asks: [{ kind: 'queue', name: 'queue', label: 'In which queue does it wait?', help: 'For what stands in no watched queue yet.', places: [{ node: 'check', param: 'queue' }] }],
  },
]

const calm = { askAbove: 20, window: hours(4) }

export const rosterRepair = templateOf({
  name: 'roster-repair',
  title: 'Roster repair',
  tagline: 'Somebody leaves or is away for days: each of their leads has somebody, and the manager knows who.',
  story:
    'Somebody leaves. What they have is handed over by itself, with its history: to their backup, else to the best of the team who has room. Five minutes later this flow looks whether all of it found somebody. What is still theirs moves as well; when that is a lot, the manager agrees first. What found nobody stands in a queue that is watched, and the manager hears who has what and has a task for the rest. For somebody who is away for days it moves what can move and leaves what was touched of late.',
  flow: readTemplateFlow(source),
  steps,
  presets: [
    { name: 'leaves', title: 'Somebody leaves', values: { ...calm, event: 'rep.left', keepTouchedDays: 0 } },
    { name: 'away', title: 'Somebody is away for days', values: { ...calm, event: 'rep.away', keepTouchedDays: 3 } },
  ],
  sampleEvents,
  examples,
})
