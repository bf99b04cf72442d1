import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const days = (amount: number): Duration => ({ amount, unit: 'd' })

const steps: TemplateStep[] = [
  {
    title: 'When a lead is cold',
    help: 'Answers, clicks, visits, calls and meetings begin the time anew.',
    asks: [
      { kind: 'duration', name: 'quietFor', label: 'Nothing heard for', help: 'Then the first letter goes.', common: [days(5), days(7), days(14)], places: [{ node: 'quiet', param: 'after' }] },
      { kind: 'duration', name: 'again', label: 'The same person again, at the earliest after', help: 'So that nobody gets these letters every week.', common: [days(30), days(60), days(90)], places: [{ node: 'quiet', param: 'againAfter' }] },
    ],
  },
  {
    title: 'The letters',
    help: 'Three, in working days.',
    asks: [
      { kind: 'duration', name: 'gap2', label: 'The second comes after', help: 'Working days.', common: [days(2), days(3), days(5)], places: [{ node: 'gap-2', param: 'businessFor' }] },
      { kind: 'duration', name: 'gap3', label: 'The third after another', help: 'Working days.', common: [days(3), days(5), days(8)], places: [{ node: 'gap-3', param: 'businessFor' }] },
      { kind: 'duration', name: 'review', label: 'The owner looks at them again after', help: 'A task with this date.', common: [days(30), days(60), days(90)], places: [{ node: 'review', param: 'due' }] },
    ],
  },
]

export const coldLead = templateOf({
  name: 'cold-lead',
  title: 'Cold lead',
  tagline: 'Who has not been heard of for seven days is written to, a little, and never forgotten.',
  story:
    'A lead that somebody has goes quiet: no answer, no click, no call for a week. Each sign of life begins the time anew, so nobody is written to who is in touch. Three short letters follow over two weeks, each asked about at the moment it goes; an answer, a call, a meeting or a no ends it. Who stays quiet is looked at again by a person, on a date.',
  flow: readTemplateFlow(source),
  steps,
  presets: [{ name: 'week', title: 'After a week', values: { quietFor: days(7), again: days(60), gap2: days(3), gap3: days(5), review: days(30) } }],
  sampleEvents,
  examples,
})
