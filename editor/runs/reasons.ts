import { t } from '../words/t'
export interface Ranked {
  id: string
  name: string
  score: number
  parts: { capacity: number; skill: number; performance: number; availability: number }
  load: number
  capacity: number
}

export interface Ranking {
  ranked: Ranked[]
  passedOver: { id: string; name: string; why: string }[]
  weights: Ranked['parts'] | undefined
}

export interface Evidence {
  field: string
  operator: string
  wanted: unknown
  saw: unknown
  passed: boolean
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The ranking in a step's reason, when it holds one. */
export function rankingOf(reason: unknown): Ranking | undefined {
  if (!isObject(reason) || !Array.isArray(reason.ranked)) return undefined
  return {
    ranked: reason.ranked as Ranked[],
    passedOver: (Array.isArray(reason.passedOver) ? reason.passedOver : []) as Ranking['passedOver'],
    weights: isObject(reason.weights) ? (reason.weights as unknown as Ranked['parts']) : undefined,
  }
}

/** The rules that a branch looked at, when the reason holds them. */
export function evidenceOf(reason: unknown): Evidence[] | undefined {
  return isObject(reason) && Array.isArray(reason.evidence) ? (reason.evidence as Evidence[]) : undefined
}

export const passedOverWords: Record<string, string> = {
  left: t('has left'),
  'other-territory': t('works another territory'),
  full: t('has no room left'),
  away: t('is away'),
  'asked-before': t('was asked before in this run'),
}
