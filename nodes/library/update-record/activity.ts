import type { z } from 'zod'
import { findField } from '../../revops/fields'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import type { JsonObject } from '../../sdk/json'
import { NodeError } from '../../sdk/node-error'
import type { RecordActivity } from '../../sdk/handlers'
import type { updateRecord } from './definition'

export const runUpdateRecord: RecordActivity<z.output<typeof updateRecord.params>> = (context, services) => {
  const changes: JsonObject = {}
  for (const { field, value } of context.params.changes) {
    changes[field] = typed(field, renderText(value, textScope(context)).trim())
  }
  services.records.update(context.subject, changes)
  return { outlet: 'done', output: changes }
}

function typed(path: string, text: string): string | number | string[] | null {
  if (text === '') return null
  switch (findField(path)?.type) {
    case 'number': {
      const number = Number(text)
      if (!Number.isFinite(number)) throw new NodeError('not-a-number', `“${findField(path)?.label}” takes a number, and this step made something else of its text.`)
      return number
    }
    case 'list':
      return text.split(',').map((part) => part.trim()).filter(Boolean)
    default:
      return text
  }
}
