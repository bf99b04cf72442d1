import type { NodeDefinition } from '#nodes/sdk/define-node'
import { type ErrorSchema, ErrorSchemaBuilder, type RJSFSchema, type RJSFValidationError, type ValidatorType } from '@rjsf/utils'

type Data = Record<string, unknown>

/**
 * Lets the form check with the node's own params schema, the same that the compiler and the server use. The usual
 * validator (AJV) compiles code at run time, which our content security policy forbids.
 */
export function zodValidator(definition: NodeDefinition): ValidatorType<Data, RJSFSchema> {
  const check = (data: unknown): { errors: RJSFValidationError[]; errorSchema: ErrorSchema<Data> } => {
    const parsed = definition.params.safeParse(data ?? {})
    const builder = new ErrorSchemaBuilder<Data>()
    if (parsed.success) return { errors: [], errorSchema: builder.ErrorSchema }
    const errors = parsed.error.issues.map(({ path, message }): RJSFValidationError => {
      builder.addErrors(message, path.map(String))
      return { property: `.${path.join('.')}`, message, stack: message }
    })
    return { errors, errorSchema: builder.ErrorSchema }
  }
  return {
    validateFormData: (data) => check(data),
    // Only asked for anyOf and oneOf, which our forms do not show: parts of a node's params have no schema of their own.
    isValid: () => true,
    rawValidation: <Result>(_schema: RJSFSchema, data?: Data) => ({ errors: check(data).errors as Result[] }),
  }
}
