import type { z } from 'zod'
import { evaluate } from '../../revops/evaluate-condition'
import { textScope } from '../../revops/text-scope'
import type { JsonObject } from '../../sdk/json'
import type { BranchRun } from '../../sdk/handlers'
import type { branch } from './definition'

export const runBranch: BranchRun<z.output<typeof branch.params>> = (context) => {
  const { params } = context
  const scope = textScope(context)
  const { passed, evidence } = evaluate(params.condition, scope)
  return { outlet: passed ? 'yes' : 'no', reason: { evidence: evidence as unknown as JsonObject[] } }
}
