import type { z } from 'zod'
import { evaluate } from '../../revops/evaluate-condition'
import type { JsonObject } from '../../sdk/json'
import type { BranchRun } from '../../sdk/handlers'
import type { branch } from './definition'

export const runBranch: BranchRun<z.output<typeof branch.params>> = ({ params, record }) => {
  const { passed, evidence } = evaluate(params.condition, record)
  return { outlet: passed ? 'yes' : 'no', reason: { evidence: evidence as unknown as JsonObject[] } }
}
