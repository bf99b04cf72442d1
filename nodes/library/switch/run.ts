import type { z } from 'zod'
import { evaluate } from '../../revops/evaluate-condition'
import { textScope } from '../../revops/text-scope'
import type { JsonObject } from '../../sdk/json'
import type { BranchRun } from '../../sdk/handlers'
import type { switchNode } from './definition'

/** Goes the first way that fits. The evidence is that of the way taken, or of the last that did not fit. */
export const runSwitch: BranchRun<z.output<typeof switchNode.params>> = (context) => {
  const { params } = context
  const scope = textScope(context)
  const asked: JsonObject[] = []
  for (const way of params.ways) {
    const { passed, evidence } = evaluate(way.condition, scope)
    asked.push({ way: way.name, passed })
    if (passed) return { outlet: way.id, reason: { evidence: evidence as unknown as JsonObject[], asked } }
  }
  const evidence = params.ways.flatMap((way) => evaluate(way.condition, scope).evidence)
  return { outlet: 'otherwise', reason: { evidence: evidence.slice(0, 50) as unknown as JsonObject[], asked } }
}
