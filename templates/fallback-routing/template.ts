import { buildFlow } from '../build-flow'
import type { Template, TemplateSetting } from '../template'
import flow from './flow.json'
import { sampleEvents } from './sample-events'

const settings: TemplateSetting[] = [
  { name: 'firstWindow', label: 'The first rep answers within', help: 'Then the next best rep is asked.', places: [{ node: 'wait-first', param: 'window' }] },
  { name: 'nextWindow', label: 'Each next rep answers within', help: 'Their manager is told as well.', places: [{ node: 'wait-next', param: 'window' }] },
  { name: 'nextReps', label: 'How many more reps are asked', help: 'One after another, before the lead goes to the overflow queue.', places: [{ node: 'next', param: 'maxAsks' }] },
]

const calm = { nextReps: 2 }

export const fallbackRouting: Template = {
  name: 'fallback-routing',
  title: 'Fallback routing',
  story:
    'A lead goes to the rep with the best mix of room, skill, results and presence, who is told at once and says “I have it”. If nobody answers in time, the next best is asked and their manager told; then it stands in the overflow queue, where watchers are reminded; then whoever is on duty is called, with manager and executives, again and again until somebody has it. It never ends without an owner.',
  failurePoint: flow.failurePoint,
  settings,
  presets: [
    { name: 'standard', title: 'Standard: 15 minutes to answer', values: { ...calm, firstWindow: { amount: 15, unit: 'min' }, nextWindow: { amount: 15, unit: 'min' } } },
    { name: 'fast', title: 'Fast: 30 seconds to answer', values: { ...calm, firstWindow: { amount: 30, unit: 's' }, nextWindow: { amount: 30, unit: 's' } } },
  ],
  sampleEvents,
  build(presetName, references) {
    const preset = this.presets.find((each) => each.name === presetName)
    if (!preset) throw new Error(`templates.fallbackRouting: there is no preset ${presetName}`)
    return buildFlow(flow, settings, preset, references)
  },
}
