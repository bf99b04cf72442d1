import { type Target, targets, targetWords } from './targets'

/** Thrown for a mapping in words that cannot be followed; the message says what there is to choose from. */
export class MappingError extends Error {
  override readonly name = 'MappingError'
}

/**
 * Changes a proposed mapping as told in words: `E-mail=lead.email, Shoe size=more, Secret=skip`. A field that is given to
 * one column is taken from the one that was proposed for it, which then keeps its own name.
 */
export function mapColumns(headers: string[], proposed: Target[], words: string[]): Target[] {
  const mapping = [...proposed]
  const told = new Set<number>()
  for (const each of words.flatMap((text) => text.split(','))) {
    const [column = '', field = ''] = each.split(/=(?=[^=]*$)/).map((part) => part.trim())
    const index = headers.findIndex((header) => header.toLowerCase() === column.toLowerCase())
    if (index === -1) throw new MappingError(`There is no column “${column}”. The columns are: ${headers.join(', ')}.`)
    const target = targets.find((known) => known.toLowerCase() === field.replace(/^lead\./, '').toLowerCase())
    if (target === undefined) throw new MappingError(`“${field}” is no field of a lead. There are: ${targets.map((known) => `${isField(known) ? 'lead.' : ''}${known} (${targetWords[known].toLowerCase()})`).join(', ')}.`)
    for (const [other, before] of mapping.entries()) if (before === target && isField(target) && !told.has(other)) mapping[other] = 'more'
    mapping[index] = target
    told.add(index)
  }
  return mapping
}

function isField(target: Target): boolean {
  return target !== 'more' && target !== 'skip'
}
