import type { FormContextType, RJSFSchema } from '@rjsf/utils'
import type { FlowReferences } from '../api/types'
import type { FieldChoice } from './field-choice'

/** What our widgets know beside their own value. */
export interface NodeFormContext extends FormContextType {
  references: FlowReferences
  /** The fields that exist at this step. */
  fields: readonly FieldChoice[]
  advanced: string[]
  /** Whether everything that is folded stands at its standard. */
  isAdvancedStandard: boolean
}

export type FormData = Record<string, unknown>
export type FormSchema = RJSFSchema

/** What an object field holds, or its standard where nothing was set: the form hands over an empty object for that. */
export function settingOf<Value>(formData: unknown, schema: FormSchema): Partial<Value> {
  const isSet = typeof formData === 'object' && formData !== null && Object.keys(formData).length > 0
  return (isSet ? formData : (schema.default ?? {})) as Partial<Value>
}

/** All errors in a part of the form, those of its inner fields included. */
export function errorsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const { __errors: own, ...inner } = part as { __errors?: unknown } & Record<string, unknown>
  return [...(Array.isArray(own) ? own.map(String) : []), ...Object.values(inner).flatMap(errorsIn)]
}
