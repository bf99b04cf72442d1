import type { Json, JsonObject } from '#nodes/sdk/json'

/** Fields that say nothing of a person: what flows decide by. */
const open = ['territory', 'industry', 'skills', 'source', 'country', 'language', 'plan', 'product', 'size', 'stage', 'status', 'type']

const addressPattern = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

/**
 * What arrived, with invented people in place of real ones and with all that a flow decides by: what was missing stays
 * missing, what was malformed stays malformed, numbers stay. Texts that could say who it was are replaced.
 */
export function disguiseLead(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).slice(0, 100).map(([key, value]) => [key, disguise(key, value)]))
}

function disguise(key: string, value: Json): Json {
  if (value === null || typeof value === 'boolean') return value
  if (open.includes(key)) return value
  if (typeof value === 'number') return value
  if (typeof value === 'object') return null
  if (value.trim() === '') return value
  switch (key) {
    case 'email':
      return addressPattern.test(value) ? 'lead@company.example' : 'not an address'
    case 'phone':
      return value.replaceAll(/\D/g, '').length >= 7 ? '+49 221 5550100' : '12'
    case 'name':
      return 'Robin Example'
    case 'company':
      return 'Example company'
    case 'message':
      return 'Could someone call me this week?'
    default:
      return 'Example'
  }
}
