import type { z } from 'zod'
import { subjectFor } from '../../revops/about'
import { findField } from '../../revops/fields'
import { readTyped } from '../../revops/read-typed'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import type { JsonObject } from '../../sdk/json'
import { NodeError } from '../../sdk/node-error'
import type { RecordActivity } from '../../sdk/handlers'
import type { updateRecord } from './definition'

export const runUpdateRecord: RecordActivity<z.output<typeof updateRecord.params>> = (context, services) => {
  const changes: JsonObject = {}
  for (const { field, value } of context.params.changes) {
    const typed = readTyped(field, renderText(value, textScope(context)))
    if (typed === undefined) throw new NodeError('not-a-number', `“${findField(field)?.label}” takes a number, and this step made something else of its text.`)
    changes[field] = typed
  }
  services.records.update(subjectFor(context, context.params.about), changes)
  return { outlet: 'done', output: changes }
}
