import { isZone } from '../is-zone'

/** What is known of where a person is. */
export interface WhereHints {
  /** Said by the person, or set by hand. */
  zone?: string | null
  /** A country or a part of one, from the address: `DE`, `US-FL`. */
  region?: string | null
  /** The country of the phone number, two letters. */
  phoneCountry?: string | null
}

/** Where a person may be. */
export interface Whereabouts {
  /** IANA zones; never empty. One: it is known. */
  zones: string[]
  regions: string[]
  /** What it was concluded from. */
  from: 'said' | 'address' | 'phone' | 'workspace'
}

/** Parts of countries that lie in one zone, for those countries that have several. ISO 3166-2. */
const zonesOfParts: Record<string, string[]> = {
  'US-AL': ['America/Chicago'], 'US-AK': ['America/Anchorage', 'America/Adak'], 'US-AZ': ['America/Phoenix', 'America/Denver'], 'US-AR': ['America/Chicago'], 'US-CA': ['America/Los_Angeles'],
  'US-CO': ['America/Denver'], 'US-CT': ['America/New_York'], 'US-DC': ['America/New_York'], 'US-DE': ['America/New_York'], 'US-FL': ['America/New_York', 'America/Chicago'],
  'US-GA': ['America/New_York'], 'US-HI': ['Pacific/Honolulu'], 'US-IA': ['America/Chicago'], 'US-ID': ['America/Boise', 'America/Los_Angeles'], 'US-IL': ['America/Chicago'],
  'US-IN': ['America/Indiana/Indianapolis', 'America/Chicago'], 'US-KS': ['America/Chicago', 'America/Denver'], 'US-KY': ['America/New_York', 'America/Chicago'], 'US-LA': ['America/Chicago'],
  'US-MA': ['America/New_York'], 'US-MD': ['America/New_York'], 'US-ME': ['America/New_York'], 'US-MI': ['America/Detroit', 'America/Menominee'], 'US-MN': ['America/Chicago'],
  'US-MO': ['America/Chicago'], 'US-MS': ['America/Chicago'], 'US-MT': ['America/Denver'], 'US-NC': ['America/New_York'], 'US-ND': ['America/Chicago', 'America/Denver'],
  'US-NE': ['America/Chicago', 'America/Denver'], 'US-NH': ['America/New_York'], 'US-NJ': ['America/New_York'], 'US-NM': ['America/Denver'], 'US-NV': ['America/Los_Angeles', 'America/Denver'],
  'US-NY': ['America/New_York'], 'US-OH': ['America/New_York'], 'US-OK': ['America/Chicago'], 'US-OR': ['America/Los_Angeles', 'America/Boise'], 'US-PA': ['America/New_York'],
  'US-RI': ['America/New_York'], 'US-SC': ['America/New_York'], 'US-SD': ['America/Chicago', 'America/Denver'], 'US-TN': ['America/Chicago', 'America/New_York'], 'US-TX': ['America/Chicago', 'America/Denver'],
  'US-UT': ['America/Denver'], 'US-VA': ['America/New_York'], 'US-VT': ['America/New_York'], 'US-WA': ['America/Los_Angeles'], 'US-WI': ['America/Chicago'], 'US-WV': ['America/New_York'], 'US-WY': ['America/Denver'],
}

/**
 * Where a person may be: what was said comes before the address, that before the country of the phone, that before the zone of the workspace. Where it is not
 * known which of several zones it is, all of them are named: only what all of them allow is allowed.
 */
export function zonesOfContact({ zone, region, phoneCountry }: WhereHints, workspaceZone: string): Whereabouts {
  const regions = [region, phoneCountry].filter((each): each is string => typeof each === 'string' && each !== '').map((each) => each.toUpperCase())
  if (zone && isZone(zone)) return { zones: [zone], regions, from: 'said' }
  const byAddress = region ? zonesOfRegion(region.toUpperCase()) : []
  if (byAddress.length > 0) return { zones: byAddress, regions, from: 'address' }
  const byPhone = phoneCountry ? zonesOfRegion(phoneCountry.toUpperCase()) : []
  if (byPhone.length > 0) return { zones: byPhone, regions, from: 'phone' }
  return { zones: [workspaceZone], regions, from: 'workspace' }
}

/** Asking the runtime takes half a millisecond, and there are not many countries. */
const zonesOfCountries = new Map<string, string[]>()

/** The zones of a country, or of the part of it. The runtime's own tables (CLDR) know countries. */
function zonesOfRegion(region: string): string[] {
  const known = zonesOfParts[region]
  if (known) return known
  const country = region.split('-')[0] ?? ''
  if (!/^[A-Z]{2}$/.test(country)) return []
  const found = zonesOfCountries.get(country)
  if (found) return found
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined; timeZones?: string[] }
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? []
  zonesOfCountries.set(country, zones)
  return zones
}
