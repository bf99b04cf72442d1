import { assertNever } from '#nodes/sdk/assert-never'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Filter, Operator } from './parse-filter'
import { isObject, member, valuesAt } from './values-at'

/** Whether a resource (or one of several values of an attribute) meets a filter. */
export function matches(filter: Filter, resource: JsonObject): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matches(part, resource))
    case 'or':
      return filter.parts.some((part) => matches(part, resource))
    case 'not':
      return !matches(filter.part, resource)
    case 'present':
      return valuesAt(resource, filter.path).some((value) => value !== '')
    case 'within': {
      const home = filter.path.urn === undefined ? resource : member(resource, filter.path.urn)
      const values = member(home, filter.path.name ?? '')
      return (Array.isArray(values) ? values : [values]).some((value) => isObject(value) && matches(filter.part, value))
    }
    case 'compare': {
      const { path, operator, value } = filter
      const found = valuesAt(resource, path)
      if (value === null) return operator === 'ne' ? found.length > 0 : operator === 'eq' && found.length === 0
      const attribute = path.subAttribute ?? path.attribute?.subAttributes?.find(({ name }) => name === 'value') ?? path.attribute
      const how = { isCaseExact: attribute?.caseExact ?? false, isTime: attribute?.type === 'dateTime' }
      if (operator === 'ne') return !found.some((each) => compare('eq', each, value, how))
      return found.some((each) => compare(operator, each, value, how))
    }
    default:
      return assertNever(filter)
  }
}

function compare(operator: Operator, found: Json, wanted: string | number | boolean, { isCaseExact, isTime }: { isCaseExact: boolean; isTime: boolean }): boolean {
  if (typeof found === 'boolean') return operator === 'eq' && found === (typeof wanted === 'string' ? wanted.toLowerCase() === 'true' : wanted)
  if (typeof found !== 'string' && typeof found !== 'number') return false
  const [one, other] = isTime && !isPartial(operator) ? [Date.parse(String(found)), Date.parse(String(wanted))] : typeof found === 'number' ? [found, Number(wanted)] : [fold(found, isCaseExact), fold(String(wanted), isCaseExact)]
  switch (operator) {
    case 'eq':
      return one === other
    case 'ne':
      return one !== other
    case 'co':
      return String(one).includes(String(other))
    case 'sw':
      return String(one).startsWith(String(other))
    case 'ew':
      return String(one).endsWith(String(other))
    case 'gt':
      return one > other
    case 'ge':
      return one >= other
    case 'lt':
      return one < other
    case 'le':
      return one <= other
    default:
      return assertNever(operator)
  }
}

/** Parts are looked for in the text as it stands, also of times. */
function isPartial(operator: Operator): boolean {
  return operator === 'co' || operator === 'sw' || operator === 'ew'
}

function fold(text: string, isCaseExact: boolean): string {
  return isCaseExact ? text : text.toLowerCase()
}
