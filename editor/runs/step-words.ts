import { readExplanation } from '#nodes/revops/explanation'
import type { RunDetail, RunStep } from '../api/types'
import type { NodeView } from '../canvas/node-view'
import { exactWords, shortTimeWords, timeWords } from '../parts/times'
import { t } from '../words/t'
import { scoreWords } from './value-words'
import { isObject } from './reasons'

/** What of a run its steps' words depend on. */
export type AroundStep = Pick<RunDetail, 'hold' | 'endReason' | 'endedAt' | 'now'>

/** What happened at a step, in one sentence for its card; null when its settings say it best. */
export function stepSentence(step: RunStep, view: NodeView | undefined, run: AroundStep): string | null {
  if (step.error) return step.error.message
  const standing = standingWords(step, run)
  if (standing) return standing
  const failed = step.effects.filter((effect) => effect.state === 'failed' || effect.state === 'unknown')
  if (failed.length > 0) return failed.length === step.effects.length ? t('Nobody could be told') : t('{told} told, {failed} not', { told: step.effects.length - failed.length, failed: failed.length })
  const ranking = readExplanation(step.reason)
  const best = ranking?.ranked[0]
  if (best && step.outlet !== 'nobody') {
    const said = { name: best.name, score: scoreWords(best.score) }
    const next = ranking.ranked[1]
    return next ? t('{name}, score {score}, ahead of {next}', { ...said, next: next.name }) : t('{name}, score {score}', said)
  }
  if (ranking && !best) return t('Nobody was free')
  if (step.state === 'waiting') return null
  const told = step.effects.filter((effect) => effect.state === 'done').map((effect) => effect.recipient.name)
  if (told.length > 0) return t('Told {names}', { names: listWords([...new Set(told)]) })
  if (step.outlet === everyWay) return t('All at once: {ways}', { ways: view?.outlets.map((outlet) => outlet.label).join(', ') ?? '' })
  const label = view?.outlets.find((outlet) => outlet.name === step.outlet)?.label
  if (!label) return null
  return step.late ? t('{way}, late', { way: label }) : label
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
  const missing = isObject(reason) && typeof reason.missing === 'string' ? reason.missing : undefined
  return missing === undefined ? t('Waits until the kind of step is installed') : t('Waits until the kind of step “{kind}” is installed', { kind: missing })
}

/** A step that the run did not get over: because of its end, or because other branches were enough. */
function droppedWords(step: RunStep, run: AroundStep): string {
  if (run.endedAt === null || step.endedAt !== run.endedAt) return t('Left out: the other branches were enough')
  if (step.round?.isLeft) return roundWords(step) ?? ''
  const how = run.endReason ?? ''
  if (!step.round || step.round.of === 0) return t('{how, select, cancelled {Stood here when it was stopped} superseded {Stood here when a newer run replaced it} other {Stood here when the run ended elsewhere}}', { how })
  const { begun, of } = step.round
  return t('{how, select, cancelled {Round {begun} of {of} when it was stopped} superseded {Round {begun} of {of} when a newer run replaced it} other {Round {begun} of {of} when the run ended elsewhere}}', { how, begun, of })
}

/** “Tried 2 times, again at 10:42: the reason”, while another try is to come. */
export function retryWords(step: RunStep, run: Pick<AroundStep, 'hold' | 'now'>): string | null {
  const retry = retryOf(step)
  if (!retry) return null
  const tries = step.attempt - 1
  if (retry.until > run.now) return t('{tries, plural, =0 {Tried once} one {Tried once} other {Tried # times}}, again at {time}', { tries, time: clockAt(retry.until, run.now) })
  if (run.hold === 'paused') return t('{tries, plural, =0 {Tried once} one {Tried once} other {Tried # times}}, again when it goes on', { tries })
  return t('{tries, plural, =0 {Tried once} one {Tried once} other {Tried # times}}, trying again now', { tries })
}

/** Why the last try failed, and when the next comes; undefined when none is to come. */
export function retryOf({ state, reason }: RunStep): { why: string; until: number } | undefined {
  if (state !== 'running' || !isObject(reason) || typeof reason.until !== 'number') return undefined
  return { why: typeof reason.retry === 'string' ? reason.retry : '', until: reason.until }
}

/** “Round 3 of 10”. */
export function roundWords({ state, round }: RunStep): string | null {
  if (!round) return null
  if (round.of === 0) return t('Nothing to go through')
  if (state === 'done') return t('{count, plural, one {The one round is done} other {All # rounds done}}', { count: round.of })
  const { begun, of } = round
  return round.isLeft ? t('Left in round {begun, number} of {of, number}', { begun, of }) : t('Round {begun, number} of {of, number}', { begun, of })
}

/** How a step stands, for its place in the timeline; null where nothing needs a word. Waits with a date say that themselves. */
export function stepHowWords(step: RunStep, run: AroundStep): { words: string; isBad: boolean } | null {
  if (step.state === 'failed') return { words: t('Failed'), isBad: true }
  if (step.state === 'held') return { words: t('Kind of step missing'), isBad: true }
  if (step.state === 'dropped') return { words: step.endedAt === run.endedAt ? t('Not finished') : t('Left out'), isBad: false }
  const words = retryWords(step, run) ?? roundWords(step) ?? (step.visit > 1 ? t('time {visit}', { visit: step.visit }) : null)
  return words === null ? null : { words, isBad: false }
}

/** When a step began and how it stands, for the head of its details. */
export function stepHeadWords(step: RunStep, run: Pick<AroundStep, 'endedAt'>): string {
  const began = { time: timeWords(step.startedAt) }
  if (step.state === 'waiting' || step.state === 'held') return t('Began {time}, waits', began)
  if (retryOf(step)) return t('Began {time}, is tried again', began)
  if (step.endedAt === null) return step.round && !step.round.isLeft ? t('Began {time}, goes round', began) : step.round ? t('Began {time}', began) : t('Began {time}, on its way', began)
  const ended = { time: timeWords(step.endedAt) }
  if (step.state === 'dropped') return step.endedAt === run.endedAt ? t('Ended unfinished {time}', ended) : t('Left out {time}', ended)
  const { state, attempt } = step
  return attempt > 1 ? t('{state, select, failed {Failed} other {Done}} {time}, try {attempt}', { ...ended, state, attempt }) : t('{state, select, failed {Failed} other {Done}} {time}', { ...ended, state })
}

/** “10:42”, with the day where it is another. */
function clockAt(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? shortTimeWords(at) : exactWords(at)
}

/** “Aylin and Ben”. */
function listWords(names: string[]): string {
  return names.reduce((before, name) => t('{before} and {name}', { before, name }))
}
