import type { RunStep } from '../api/types'
import type { NodeView } from '../canvas/node-view'
import { timeWords } from '../parts/times'
import { rankingOf } from './reasons'

/** What happened at a step, in one sentence for its card; null when its settings say it best. */
export function stepSentence(step: RunStep, view: NodeView | undefined): string | null {
  if (step.error) return step.error.message
  const failed = step.effects.filter((effect) => effect.state === 'failed' || effect.state === 'unknown')
  if (failed.length > 0) return failed.length === step.effects.length ? 'Nobody could be told' : `${step.effects.length - failed.length} told, ${failed.length} not`
  const ranking = rankingOf(step.reason)
  const best = ranking?.ranked[0]
  if (best && step.outlet !== 'nobody') return `${best.name}, score ${best.score.toFixed(2)}${ranking.ranked[1] ? `, ahead of ${ranking.ranked[1].name}` : ''}`
  if (ranking && !best) return 'Nobody was free'
  if (step.state === 'waiting') return null
  const told = step.effects.filter((effect) => effect.state === 'done').map((effect) => effect.recipient.name)
  if (told.length > 0) return `Told ${[...new Set(told)].join(' and ')}`
  const label = view?.outlets.find((outlet) => outlet.name === step.outlet)?.label
  if (!label) return null
  return step.late ? `${label}, late` : label
}

/** When a step began and how it stands, for the head of its details. */
export function stepHeadWords(step: RunStep): string {
  const began = `Began ${timeWords(step.startedAt)}`
  if (step.state === 'waiting') return `${began}, waits`
  if (step.endedAt === null) return `${began}, on its way`
  return `${step.state === 'failed' ? 'Failed' : 'Done'} ${timeWords(step.endedAt)}`
}
