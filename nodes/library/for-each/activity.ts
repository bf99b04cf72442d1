import type { z } from 'zod'
import { readField } from '../../revops/read-field'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import { assertNever } from '../../sdk/assert-never'
import type { ListRun } from '../../sdk/handlers'
import type { Json } from '../../sdk/json'
import { NodeError } from '../../sdk/node-error'
import type { forEach } from './definition'

const most = 10_000

/** The items, read once when the loop begins. Of leads only their ids: their fields are read fresh in each round. */
export const listItems: ListRun<z.output<typeof forEach.params>> = (context, services) => {
  const { params } = context
  switch (params.over) {
    case 'leads':
      return limited(services.records.find(params.fit, params.limit).map(({ subject }): Json => ({ subject: { type: subject.type, id: subject.id } })), params.limit, 'leads fit')
    case 'list':
      return limited(entriesOf(readField(textScope(context), params.list), params.list), most, 'entries are in the list')
    case 'lines':
      return limited(renderText(params.lines, textScope(context)).split(/\r?\n/).map((line) => line.trim()).filter(Boolean), most, 'lines are in the text')
    default:
      return assertNever(params.over)
  }
}

function limited(items: Json[], limit: number, what: string): Json[] {
  if (items.length <= limit) return items
  throw new NodeError('too-many', `More than ${limit.toLocaleString('en')} ${what}. Nothing was done for any of them. Ask a narrower question, or raise the limit (at most ${most.toLocaleString('en')}).`)
}

/** Nothing is an empty list; a text is taken apart at its commas. */
function entriesOf(value: Json, path: string): Json[] {
  if (Array.isArray(value)) return value
  if (value === null) return []
  if (typeof value === 'string') return value.split(',').map((part) => part.trim()).filter(Boolean)
  throw new NodeError('not-a-list', `“${path}” is not a list here. Choose a field that holds a list, or a text with commas.`)
}
