import type { Filter } from './parse-filter'

/**
 * Core attributes that whatever meets the filter must equal, as `userName eq "x"`, alone or beside more conditions: what HR systems
 * ask before each change. By it few resources need to be looked at.
 */
export function exactValues(filter: Filter): Map<string, string> {
  if (filter.kind === 'and') return new Map(filter.parts.flatMap((part) => [...exactValues(part)]))
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string') return new Map()
  const { urn, name, sub } = filter.path
  return urn === undefined && name !== undefined && sub === undefined ? new Map([[name, filter.value]]) : new Map()
}
