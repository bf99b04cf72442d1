import { isZone } from '#nodes/revops/is-zone'
import type { JsonObject } from '#nodes/sdk/json'

/**
 * Where a lead says that the person is: a time zone by its name (`timeZone`), and country and state by their codes (`country: "US", state: "FL"`), for the hours at
 * which they may be reached. What cannot be read is left out.
 */
export function readWhere(data: JsonObject): { zone?: string; region?: string } {
  const zone = word(data, 'timeZone', 'timezone', 'time_zone')
  const country = word(data, 'country', 'countryCode', 'country_code')?.toUpperCase()
  const state = word(data, 'state', 'province')?.toUpperCase()
  const isCountry = country !== undefined && /^[A-Z]{2}$/.test(country)
  const isState = state !== undefined && /^[A-Z0-9]{1,3}$/.test(state)
  return { ...(zone !== undefined && isZone(zone) && { zone }), ...(isCountry && { region: isState ? `${country}-${state}` : country }) }
}

function word(data: JsonObject, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = data[key]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return undefined
}
