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

/** The rules that a branch looked at, when the reason holds them. */
export function evidenceOf(reason: unknown): Evidence[] | undefined {
  return isObject(reason) && Array.isArray(reason.evidence) ? (reason.evidence as Evidence[]) : undefined
}
