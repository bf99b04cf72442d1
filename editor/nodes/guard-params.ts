import type { NodeDefinition } from '#nodes/sdk/define-node'
import { z } from 'zod'
import { t } from '#nodes/sdk/t'

/** A custom node's params may have checks of their own that throw. The form then says so at the step, and the page lives on. */
export function guardParams(definition: NodeDefinition): NodeDefinition {
  const { params } = definition
  const parse = params.safeParse.bind(params)
  params.safeParse = (value, context) => {
    try {
      return parse(value, context)
    } catch (error) {
      const message = t('The node’s own check fails on these settings ({problem})', { problem: error instanceof Error ? error.message : String(error) })
      return { success: false, error: new z.ZodError([{ code: 'custom', path: [], message, input: value }]) }
    }
  }
  return definition
}
