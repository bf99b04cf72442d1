import type { RunDetail, RunStep } from '../api/types'
import type { NodeView } from '../canvas/node-view'
import { exactWords, shortTimeWords, timeWords } from '../parts/times'
import { isObject, rankingOf } from './reasons'

/** What of a run its steps' words depend on. */
export type AroundStep = Pick<RunDetail, 'hold' | 'endReason' | 'endedAt' | 'now'>

/** What happened at a step, in one sentence for its card; null when its settings say it best. */
export function stepSentence(step: RunStep, view: NodeView | undefined, run: AroundStep): string | null {
  if (step.error) return step.error.message
  const standing = standingWords(step, run)
  if (standing) return standing
  const failed = step.effects.filter((effect) => effect.state === 'failed' || effect.state === 'unknown')
  if (failed.length > 0) return failed.length === step.effects.length ? 'Nobody could be told' : `${step.effects.length - failed.length} told, ${failed.length} not`
  const ranking = rankingOf(step.reason)
  const best = ranking?.ranked[0]
  if (best && step.outlet !== 'nobody') return `${best.name}, score ${best.score.toFixed(2)}${ranking.ranked[1] ? `, ahead of ${ranking.ranked[1].name}` : ''}`
  if (ranking && !best) return 'Nobody was free'
  if (step.state === 'waiting') return null
  const told = step.effects.filter((effect) => effect.state === 'done').map((effect) => effect.recipient.name)
  if (told.length > 0) return `Told ${[...new Set(told)].join(' and ')}`
  if (step.outlet === everyWay) return `All at once: ${view?.outlets.map((outlet) => outlet.label).join(', ')}`
  const label = view?.outlets.find((outlet) => outlet.name === step.outlet)?.label
  if (!label) return null
  return step.late ? `${label}, late` : label
}

/** The way out of a step that goes by all its ways at once. */
export const everyWay = '*'

/** What a step is about besides plain waiting: held, to be tried again, left out, or going round. Null when it is none of these. */
export function standingWords(step: RunStep, run: AroundStep): string | null {
  if (step.state === 'held') return heldWords(step)
  if (step.state === 'dropped') return droppedWords(step, run)
  return retryWords(step, run) ?? roundWords(step)
}

function heldWords({ reason }: RunStep): string {
  const missing = isObject(reason) && typeof reason.missing === 'string' ? ` “${reason.missing}”` : ''
  return `Waits until the kind of step${missing} is installed`
}

/** A step that the run did not get over: because of its end, or because other branches were enough. */
function droppedWords(step: RunStep, run: AroundStep): string {
  if (run.endedAt === null || step.endedAt !== run.endedAt) return 'Left out: the other branches were enough'
  if (step.round?.isLeft) return roundWords(step) ?? ''
  const where = step.round && step.round.of > 0 ? `Round ${step.round.begun} of ${step.round.of} when` : 'Stood here when'
  switch (run.endReason) {
    case 'cancelled':
      return `${where} it was stopped`
    case 'superseded':
      return `${where} a newer run replaced it`
    default:
      return `${where} the run ended elsewhere`
  }
}

/** “Tried 2 times, again at 10:42: the reason”, while another try is to come. */
export function retryWords(step: RunStep, run: Pick<AroundStep, 'hold' | 'now'>): string | null {
  const retry = retryOf(step)
  if (!retry) return null
  const tries = step.attempt - 1
  const tried = tries <= 1 ? 'Tried once' : `Tried ${tries} times`
  const again = retry.until > run.now ? `again at ${clockAt(retry.until, run.now)}` : run.hold === 'paused' ? 'again when it goes on' : 'trying again now'
  return `${tried}, ${again}`
}

/** Why the last try failed, and when the next comes; undefined when none is to come. */
export function retryOf({ state, reason }: RunStep): { why: string; until: number } | undefined {
  if (state !== 'running' || !isObject(reason) || typeof reason.until !== 'number') return undefined
  return { why: typeof reason.retry === 'string' ? reason.retry : '', until: reason.until }
}

/** “Round 3 of 10”. */
export function roundWords({ state, round }: RunStep): string | null {
  if (!round) return null
  if (round.of === 0) return 'Nothing to go through'
  if (state === 'done') return round.of === 1 ? 'The one round is done' : `All ${round.of.toLocaleString('en')} rounds done`
  const at = `ound ${round.begun.toLocaleString('en')} of ${round.of.toLocaleString('en')}`
  return round.isLeft ? `Left in r${at}` : `R${at}`
}

/** How a step stands, for its place in the timeline; null where nothing needs a word. Waits with a date say that themselves. */
export function stepHowWords(step: RunStep, run: AroundStep): { words: string; isBad: boolean } | null {
  if (step.state === 'failed') return { words: 'Failed', isBad: true }
  if (step.state === 'held') return { words: 'Kind of step missing', isBad: true }
  if (step.state === 'dropped') return { words: step.endedAt === run.endedAt ? 'Not finished' : 'Left out', isBad: false }
  const words = retryWords(step, run) ?? roundWords(step) ?? (step.visit > 1 ? `time ${step.visit}` : null)
  return words === null ? null : { words, isBad: false }
}

/** When a step began and how it stands, for the head of its details. */
export function stepHeadWords(step: RunStep, run: Pick<AroundStep, 'endedAt'>): string {
  const began = `Began ${timeWords(step.startedAt)}`
  if (step.state === 'waiting' || step.state === 'held') return `${began}, waits`
  if (retryOf(step)) return `${began}, is tried again`
  if (step.endedAt === null) return step.round && !step.round.isLeft ? `${began}, goes round` : step.round ? began : `${began}, on its way`
  if (step.state === 'dropped') return `${step.endedAt === run.endedAt ? 'Ended unfinished' : 'Left out'} ${timeWords(step.endedAt)}`
  const tries = step.attempt > 1 ? `, try ${step.attempt}` : ''
  return `${step.state === 'failed' ? 'Failed' : 'Done'} ${timeWords(step.endedAt)}${tries}`
}

/** “10:42”, with the day where it is another. */
function clockAt(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? shortTimeWords(at) : exactWords(at)
}
