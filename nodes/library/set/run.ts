import type { z } from 'zod'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import type { BranchRun } from '../../sdk/handlers'
import type { set } from './definition'

export const runSet: BranchRun<z.output<typeof set.params>> = (context) => ({
  outlet: 'next',
  output: Object.fromEntries(context.params.values.map((each) => [each.name, renderText(each.value, textScope(context))])),
})
