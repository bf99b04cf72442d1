import { purposes } from '#nodes/revops/gate/channels'
import type { Duration } from '#nodes/sdk/duration'
import { readTemplateFlow, templateOf } from '../build-flow'
import type { TemplateStep } from '../template'
import examples from './examples.json'
import source from './flow.json'
import { sampleEvents } from './sample-events'

const min = (amount: number): Duration => ({ amount, unit: 'min' })
const days = (amount: number): Duration => ({ amount, unit: 'd' })
const letters = ['mail-again', 'mail-learn', 'mail-1', 'mail-2', 'mail-3', 'mail-4', 'mail-5', 'mail-6']
const ofEachLetter = (param: string) => letters.map((node) => ({ node, param }))
const gaps = [days(1), days(2), days(3), days(5)]

const steps: TemplateStep[] = [
  {
    title: 'The first hour',
    help: 'In working time the owner calls first. A letter goes when nobody does, and at once when nobody works.',
    asks: [
      { kind: 'duration', name: 'takeWithin', label: 'Somebody takes the lead within', help: 'Otherwise the first letter goes in the name of the workspace.', common: [min(5), min(15), min(30)], places: [{ node: 'taken', param: 'window' }] },
      { kind: 'duration', name: 'callWithin', label: 'The owner calls within', help: 'Otherwise the first letter goes in their name, and their manager hears of it.', common: [min(5), min(15), min(30)], places: [{ node: 'called', param: 'window' }] },
      {
        kind: 'choice', name: 'eagerBy', label: 'At night the very interested first get', help: 'Score 70 and more. Text messages need a provider, which Settings → Channels connects.',
        options: [{ value: 'sms', label: 'A text message' }, { value: 'email', label: 'A short e-mail' }], places: [{ node: 'text-now', param: 'channel' }],
      },
    ],
  },
  {
    title: 'The letters',
    help: 'Six in three weeks. Each waits for consent, a good hour where the lead is, and three working days after a colleague was in touch.',
    asks: [
      { kind: 'duration', name: 'gap2', label: 'The second letter comes after', help: 'Working days. All five waits are counted in them.', common: gaps, places: [{ node: 'gap-2', param: 'businessFor' }] },
      { kind: 'duration', name: 'gap3', label: 'The third after another', help: 'Working days.', common: gaps, places: [{ node: 'gap-3', param: 'businessFor' }] },
      { kind: 'duration', name: 'gap4', label: 'The fourth after another', help: 'Working days.', common: gaps, places: [{ node: 'gap-4', param: 'businessFor' }] },
      { kind: 'duration', name: 'gap5', label: 'The fifth after another', help: 'Working days.', common: gaps, places: [{ node: 'gap-5', param: 'businessFor' }] },
      { kind: 'duration', name: 'gap6', label: 'The last after another', help: 'Working days.', common: gaps, places: [{ node: 'gap-6', param: 'businessFor' }] },
      {
        kind: 'choice', name: 'purpose', label: 'Which consent they need', help: 'An inquiry may be answered until they say no; news and offers need a yes first.',
        options: [{ value: 'inquiry', label: purposes.inquiry }, { value: 'marketing', label: purposes.marketing }], places: ofEachLetter('purpose'),
      },
      { kind: 'choice', name: 'sender', label: 'In whose name they go', help: 'The owner is whoever has the lead when a letter goes, also after a hand-over.', options: [{ value: 'owner', label: 'The lead’s owner' }, { value: 'workspace', label: 'The workspace' }], places: ofEachLetter('sender') },
      { kind: 'duration', name: 'useFor', label: 'A letter that cannot go is given up after', help: 'The next one comes all the same.', common: [days(3), days(7), days(14)], places: ofEachLetter('useFor') },
    ],
  },
  {
    title: 'Afterwards',
    help: 'Nobody who did not answer is forgotten.',
    asks: [{ kind: 'duration', name: 'review', label: 'The owner looks at them again after', help: 'A task with this date.', common: [days(30), days(60), days(90)], places: [{ node: 'review', param: 'due' }] }],
  },
]

const calm = { takeWithin: min(15), callWithin: min(15), eagerBy: 'sms', purpose: 'inquiry', sender: 'owner', useFor: days(7), review: days(30) }

export const welcome = templateOf({
  name: 'welcome',
  title: 'Welcome',
  tagline: 'Every new lead is called or written to at once, then five times more, until they answer, and never against their will.',
  story:
    'A lead arrives. While people work, whoever takes it is asked to call within minutes; a call counts as the first touch. When nobody calls, and at night, a first letter goes that fits: to somebody who wrote before, to somebody who only looks around, or to everybody else; who is very interested gets a text message at once. Five more letters follow over three weeks of working days. Each is asked about at the moment it goes: do they still agree, is it a good hour where they are, was a colleague in touch, does another flow write to them. An answer, a meeting, a deal or a no ends it at once. Who never answers is looked at again by a person, on a date.',
  flow: readTemplateFlow(source),
  steps,
  presets: [
    { name: 'standard', title: 'Six letters in three weeks', values: { ...calm, gap2: days(1), gap3: days(2), gap4: days(2), gap5: days(3), gap6: days(4) } },
    { name: 'patient', title: 'Six letters in six weeks', values: { ...calm, gap2: days(3), gap3: days(5), gap4: days(5), gap5: days(7), gap6: days(10), useFor: days(14) } },
  ],
  sampleEvents,
  examples,
})
