import type { FormContextType, RJSFSchema } from '@rjsf/utils'
import type { FlowReferences } from '../api/types'

/** What our widgets know beside their own value. */
export interface NodeFormContext extends FormContextType {
  references: FlowReferences
  advanced: string[]
  /** Whether everything that is folded stands at its standard. */
  isAdvancedStandard: boolean
}

export type FormData = Record<string, unknown>
export type FormSchema = RJSFSchema

/** All errors in a part of the form, those of its inner fields included. */
export function errorsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const { __errors: own, ...inner } = part as { __errors?: unknown } & Record<string, unknown>
  return [...(Array.isArray(own) ? own.map(String) : []), ...Object.values(inner).flatMap(errorsIn)]
}
